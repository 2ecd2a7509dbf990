import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import { toKey } from './memory-table.ts'
import { toScimEmailKeys } from './scim-email-keys.ts'
import { toUsernameKey } from './username-key.ts'

/** The sets in which records of memory are. */
export const sets = {
  organization: (organizationId: string): string => toKey('organization', organizationId),
  /** Where role mappings lead. */
  target: (organizationId: string): string => toKey('target', organizationId),
  /** What a connection's SCIM client keeps. */
  scim: (connectionId: string): string => toKey('scim', connectionId),
  scimEmail: (connectionId: string, email: string): string => toKey('scim e-mail', connectionId, email),
  scimName: (connectionId: string, name: string): string => toKey('scim name', connectionId, name.toLowerCase()),
} as const

/** What a user alone has: in the organization, and at the connection whose SCIM client keeps them. */
export function keysOfUser({ organizationId, scimConnectionId, email, username, externalId }: User): readonly string[] {
  const keys: string[] = []
  if (email !== null) keys.push(toKey(organizationId, 'email', email))
  if (username !== null) keys.push(toKey(organizationId, 'username', toUsernameKey(username)))
  if (externalId !== null) keys.push(toKey(organizationId, 'external id', externalId))
  if (scimConnectionId === null) return keys
  if (username !== null) keys.push(toKey('scim', scimConnectionId, 'username', toUsernameKey(username)))
  if (externalId !== null) keys.push(toKey('scim', scimConnectionId, 'external id', externalId))
  return keys
}

export function setsOfUser(user: User): readonly string[] {
  const { organizationId, scimConnectionId: connectionId } = user
  if (connectionId === null) return [sets.organization(organizationId)]
  const emails = toScimEmailKeys(user).map((email) => sets.scimEmail(connectionId, email))
  return [sets.organization(organizationId), sets.scim(connectionId), ...emails]
}

/** What a group alone has among those of its connection. */
export function keysOfGroup({ organizationId, connectionId, name, externalId }: Group): readonly string[] {
  const named = toKey(organizationId, connectionId, 'name', name)
  return externalId === null ? [named] : [named, toKey(organizationId, connectionId, 'external id', externalId)]
}

export function setsOfGroup({ organizationId, connectionId, name, source }: Group): readonly string[] {
  const own = sets.organization(organizationId)
  return source !== 'scim' || connectionId === null
    ? [own]
    : [own, sets.scim(connectionId), sets.scimName(connectionId, name)]
}
