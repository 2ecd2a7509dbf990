import { createGroups } from '../../src/directory/create-groups.ts'
import { createRoles } from '../../src/directory/create-roles.ts'
import { createUsers } from '../../src/directory/create-users.ts'
import type { ManageGroups } from '../../src/directory/manage-groups.ts'
import type { ManageRoles } from '../../src/directory/manage-roles.ts'
import type { ManageUsers } from '../../src/directory/manage-users.ts'
import { parseEmail } from '../../src/discovery/parse-email.ts'
import type { AuthEvent } from '../../src/model/event.ts'
import type { OrganizationSettings } from '../../src/model/organization.ts'
import type { User } from '../../src/model/user.ts'
import type { Store } from '../../src/ports/store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'

/** A directory with the organizations acme (subs acme-north and acme-south) and globex, and example in the options only. */
export interface DirectoryRig {
  readonly store: Store
  readonly users: ManageUsers
  readonly groups: ManageGroups
  readonly roles: ManageRoles
  /** A group by hand with these people in it, mapped where a role is said. */
  readonly addGroup: (name: string, userIds: readonly string[], role?: string, target?: string) => Promise<string>
  readonly eventsOf: (organizationId: string, after?: number) => Promise<readonly AuthEvent[]>
  /** Number of the last event. */
  readonly lastEvent: (organizationId: string) => Promise<number>
}

export const noon: Date = new Date('2030-01-01T12:00:00Z')

/** @param wrap what stands between the verbs and the store. */
export async function createDirectoryRig(
  settings: Partial<OrganizationSettings> = {},
  wrap: (store: Store) => Store = (store) => store,
): Promise<DirectoryRig> {
  const store = wrap(memoryStore())
  await addOrganization(store, 'acme', null, settings)
  await addOrganization(store, 'acme-north', 'acme')
  await addOrganization(store, 'acme-south', 'acme')
  await addOrganization(store, 'globex', null)
  const options = { store, now: () => noon, isStaticOrganization: (id: string) => id === 'example' }
  const groups = createGroups({ ...options, connections: { findSummary: async () => null } })
  const roles = createRoles(options)
  const eventsOf: DirectoryRig['eventsOf'] = async (organizationId, after = 0) =>
    store.events.list({ organizationId, after, limit: 10_000 })
  return {
    store,
    users: createUsers({ ...options, parseEmail }),
    groups,
    roles,
    addGroup: async (name, userIds, role, target = 'acme') => {
      const { id } = await groups.create('acme', { name })
      if (role !== undefined) await roles.map('acme', { groupId: id, role, targetOrganizationId: target })
      if (userIds.length > 0)
        await store.groups.change({ add: userIds.map((userId) => ({ groupId: id, userId })), remove: [] })
      return id
    },
    eventsOf,
    lastEvent: async (organizationId) => (await store.events.head(organizationId))?.sequence ?? 0,
  }
}

/** Ana drifted, Bruno has to move, Eva is by hand, Ivo came by SCIM and is switched off, Rui came by a sign-in. */
export async function populate(
  rig: DirectoryRig,
): Promise<Readonly<Record<'ana' | 'bruno' | 'eva' | 'ivo' | 'rui', string>>> {
  const { users, store, addGroup } = rig
  const add = async (username: string, over: Partial<User> = {}): Promise<string> => {
    const user = await users.create('acme', { username })
    await store.users.replace({ ...user, ...over, version: 2 })
    return user.id
  }
  const ana = await add('ana', { roles: ['owner'], roleSource: 'groups' })
  const bruno = await add('bruno')
  const eva = await add('eva', { roles: ['owner'], roleSource: 'manual' })
  const ivo = await add('ivo', { source: 'scim', status: 'inactive' })
  const rui = await add('rui', { source: 'jit', roles: ['buyer'], roleSource: 'groups' })
  await addGroup('Buyers', [ana, bruno, eva, ivo, rui], 'buyer')
  await addGroup('North', [bruno, eva], 'admin', 'acme-north')
  return { ana, bruno, eva, ivo, rui }
}

async function addOrganization(
  store: Store,
  id: string,
  parentId: string | null,
  settings: Partial<OrganizationSettings> = {},
): Promise<void> {
  await store.organizations.insert({
    id,
    name: id,
    supportContact: null,
    parentId,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    locale: null,
    settings: parentId === null ? { passwordSignIn: true, roleRequired: false, rolePriority: [], ...settings } : null,
    createdAt: noon,
    updatedAt: noon,
    version: 1,
  })
}
