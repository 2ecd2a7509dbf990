import { AuthError } from '../model/auth-error.ts'

/** The entity tag of a version. Weak: the same version may be shown with other attributes. @see RFC 7644, section 3.14 */
export function toEtag(version: number): string {
  return `W/"${version}"`
}

/** True when the tag is in the list of an `If-Match` or `If-None-Match`, weak or not; `*` is every tag. */
export function isInTags(header: string, version: number): boolean {
  const wanted = `"${version}"`
  return header.split(',').some((tag) => {
    const text = tag.trim()
    return text === '*' || text === wanted || text === `W/${wanted}` || text === `w/${wanted}`
  })
}

/**
 * Refuses a change of another version than the client knows.
 *
 * @param ifMatch null: the client takes any.
 * @throws AuthError SCIM_PRECONDITION_FAILED
 */
export function checkIfMatch(ifMatch: string | null, version: number): void {
  if (ifMatch === null || isInTags(ifMatch, version)) return
  throw new AuthError(
    'SCIM_PRECONDITION_FAILED',
    `If-Match: wanted the version ${toEtag(version)}, got ${ifMatch.slice(0, 100)}`,
  )
}
