import type { Group } from '../model/group.ts'
import type { ScimToken } from '../model/scim-token.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import { connection, organization } from './organization-samples.ts'
import { group, now, user } from './store-samples.ts'

/** A store with two customers, one of whom has a sub-organization and two connections. */
export async function makeScimStore(makeStore: () => Promise<Store>): Promise<Store> {
  const store = await makeStore()
  await store.organizations.insert(organization('acme'))
  await store.organizations.insert(organization('acme-eu', 'acme'))
  await store.organizations.insert(organization('globex'))
  for (const id of ['acme-c', 'acme-d']) await store.connections.insert(connection(id, 'acme'))
  await store.connections.insert(connection('globex-c', 'globex'))
  return store
}

/** Whom the SCIM client of `<organization>-c` sent. */
export function scimUser(id: string, organizationId: string, values: Partial<User> = {}): User {
  const username = `${id}@${organizationId}.test`
  return {
    ...user(id, organizationId, username),
    username,
    source: 'scim',
    scimConnectionId: `${organizationId}-c`,
    scimAttributes: toAttributes(username, username),
    ...values,
  }
}

/** What a SCIM client sends of somebody with these addresses. */
export function toAttributes(userName: string, ...emails: readonly string[]): NonNullable<User['scimAttributes']> {
  return { userName, active: true, emails: emails.map((value) => ({ type: 'work', value })) }
}

/** A group that the SCIM client of `<organization>-c` sent. */
export function scimGroup(id: string, organizationId: string, name: string, values: Partial<Group> = {}): Group {
  return {
    ...group(id, organizationId, name, `${organizationId}-c`),
    source: 'scim',
    scimAttributes: { displayName: name },
    ...values,
  }
}

/** A token of `<organization>-c`. */
export function scimToken(id: string, organizationId: string, values: Partial<ScimToken> = {}): ScimToken {
  return {
    id,
    organizationId,
    connectionId: `${organizationId}-c`,
    hash: `hash of ${id}`,
    name: null,
    scopes: ['users:read', 'users:write'],
    createdAt: now,
    createdBy: { type: 'user', id: 'admin-1' },
    expiresAt: null,
    lastUsedAt: null,
    ...values,
  }
}
