import { setTimeout } from 'node:timers/promises'
import { AuthError } from '../model/auth-error.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import type { Endpoint } from './endpoint.ts'
import { checkIfMatch } from './etag.ts'
import type { Stored } from './to-resource.ts'

const tries = 8
/** So often again at once; then after a while, so that many who change one resource do not stay in step. */
const quickTries = 2
const maxWaitMs = 20

/**
 * Reads, checks `If-Match`, changes; and again on what somebody else left who was faster. With `If-Match` that is then another version.
 *
 * @throws AuthError SCIM_NOT_FOUND, SCIM_PRECONDITION_FAILED, WRITE_CONFLICT
 */
export async function changeResource<R extends Stored>(
  endpoint: Endpoint<R>,
  id: string,
  ifMatch: string | null,
  directory: ScimDirectory,
  change: (before: R) => Promise<R | null>,
): Promise<R> {
  for (let done = 0; done < tries; done++) {
    if (done > quickTries) await setTimeout(Math.random() * maxWaitMs * (done - quickTries))
    const before = await getResource(endpoint, id, directory)
    checkIfMatch(ifMatch, before.version)
    const after = await change(before)
    if (after !== null) return after
  }
  throw new AuthError(
    'WRITE_CONFLICT',
    `${endpoint.name}/${id}: wanted the version that was read, others wrote ${tries} times in between`,
  )
}

/** What can be an id. No other text is asked of the directory. */
const idForm = /^[\x21-\x7e]{1,128}$/

/** @throws AuthError SCIM_NOT_FOUND */
export async function getResource<R extends Stored>(
  endpoint: Endpoint<R>,
  id: string,
  directory: ScimDirectory,
): Promise<R> {
  const found = idForm.test(id) ? await endpoint.find(id, directory) : null
  if (found === null) throw notFound(endpoint.name, id)
  return found
}

export function notFound(endpoint: string, id: string): AuthError {
  return new AuthError('SCIM_NOT_FOUND', `wanted an id below /${endpoint}, there is no '${id.slice(0, 100)}'`)
}
