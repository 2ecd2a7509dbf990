import type { User } from '../model/user.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { createScimUser } from './create-scim-user.ts'
import { replaceScimUser } from './replace-scim-user.ts'
import { isGroupOfRealm, isOfRealm, type ScimRealm } from './scim-realm.ts'
import { userDeleted } from './user-events.ts'

/** The people whom one connection's SCIM client keeps. */
export function createScimUsers(realm: ScimRealm): ScimDirectory['users'] {
  const { store, connectionId } = realm
  const { users } = store
  return Object.freeze({
    find: async (userId) => {
      const user = await users.findAnywhere(userId)
      return isOfRealm(user, realm) ? user : null
    },
    findMany: async (userIds) => (await users.findMany(userIds)).filter((user) => isOfRealm(user, realm)),
    findByUserName: async (username) => users.findOfScim(connectionId, { username }),
    findByExternalId: async (externalId) => users.findOfScim(connectionId, { externalId }),
    listByEmail: async (email) => users.listOfScimByEmail(connectionId, email.toLowerCase()),
    list: async (slice) => users.listOfScim({ ...slice, connectionId }),
    count: async () => users.countOfScim(connectionId),
    create: async (draft) => createScimUser(draft, realm),
    replace: async (before, draft) => replaceScimUser(before, draft, realm),
    remove: async (user) => removeScimUser(user, realm),
    listGroups: async (userIds) =>
      (await store.groups.listOfUsers(userIds)).filter(({ group }) => isGroupOfRealm(group, realm)),
  } satisfies ScimDirectory['users'])
}

/** Links, memberships and login records go, the id stays noted for the external id. A role may move them just before. */
async function removeScimUser(
  known: User,
  { store: { users }, writer, now, connectionId }: ScimRealm,
): Promise<boolean> {
  let user: User | null = known
  while (isOfRealm(user, { connectionId })) {
    if (await users.remove(user.organizationId, user.id, [userDeleted(user, writer, now())])) return true
    user = await users.findAnywhere(user.id)
  }
  return false
}
