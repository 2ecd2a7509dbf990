import { AuthError } from '../model/auth-error.ts'
import type { UniqueField } from './admission-visit.ts'

/** As SCIM names it. @see RFC 7643, sections 3.1, 4.1 and 4.2 */
export type ScimUnique = 'userName' | 'emails' | 'externalId' | 'displayName'

/** The SCIM attribute that becomes a field of ours. */
export const scimNames: Readonly<Record<UniqueField, ScimUnique>> = {
  username: 'userName',
  email: 'emails',
  externalId: 'externalId',
}

/** Says which attribute, and nothing of whoever has it: they may be none of this client's. */
export function scimConflict(name: ScimUnique, value: string): AuthError {
  return new AuthError('SCIM_CONFLICT', `${name}: wanted one that nobody else has, got '${value.slice(0, 80)}'`)
}
