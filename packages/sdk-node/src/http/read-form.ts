import { AuthError } from '../model/auth-error.ts'
import { readBody } from './read-body.ts'

/**
 * The fields of a form post. Reads no further than `maxBytes`.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readForm(
  request: Request,
  { maxBytes }: { readonly maxBytes: number },
): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new AuthError('REQUEST_INVALID', `wanted application/x-www-form-urlencoded, got '${type.slice(0, 80)}'`)
  return new URLSearchParams(await readBody(request, { maxBytes, what: 'form' }))
}
