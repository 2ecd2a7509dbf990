import { AuthError } from '../model/auth-error.ts'
import { mediaTypeOf } from './media-type.ts'
import { readBody } from './read-body.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

/**
 * The fields of a form post. Reads no further than `maxBytes`.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readForm(
  request: IncomingRequest,
  { maxBytes }: { readonly maxBytes: number },
): Promise<URLSearchParams> {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') {
    const got = (request.headers.get('content-type') ?? '').slice(0, 80)
    throw new AuthError('REQUEST_INVALID', `wanted application/x-www-form-urlencoded, got '${got}'`)
  }
  return new URLSearchParams(await readBody(request, { maxBytes, what: 'form' }))
}
