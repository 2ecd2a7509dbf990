import { createOrderedId } from '../model/create-ordered-id.ts'
import type { RemovedUser, User, UserStatus } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import type { ScimRealm } from './scim-realm.ts'

/** Somebody new, as the SCIM client wants them. @param before who comes back; null: nobody was here before */
export function toScimUser(draft: ScimUserDraft, before: RemovedUser | null, realm: ScimRealm): User {
  const { organizationId, connectionId, now } = realm
  const at = now()
  return {
    id: before?.id ?? createOrderedId(at),
    organizationId,
    ...profileOf(draft),
    status: before?.isBlocked === true ? 'blocked' : toStatus(draft.active),
    source: 'scim',
    roles: [],
    roleSource: null,
    scimConnectionId: connectionId,
    scimAttributes: draft.attributes,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
}

/** The same person with what the SCIM client wants now. Whoever was blocked stays it: that was decided here. */
export function withScimDraft(before: User, draft: ScimUserDraft, { connectionId, now }: ScimRealm): User {
  return {
    ...before,
    ...profileOf(draft),
    status: before.status === 'blocked' ? 'blocked' : toStatus(draft.active),
    source: 'scim',
    scimConnectionId: connectionId,
    scimAttributes: draft.attributes,
    updatedAt: now(),
    version: before.version + 1,
  }
}

function profileOf({
  username,
  externalId,
  email,
  name,
  firstName,
  lastName,
}: ScimUserDraft): Pick<User, 'username' | 'externalId' | 'email' | 'name' | 'firstName' | 'lastName'> {
  return { username, externalId, email, name, firstName, lastName }
}

function toStatus(isActive: boolean): UserStatus {
  return isActive ? 'active' : 'inactive'
}
