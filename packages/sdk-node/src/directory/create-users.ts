import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import { toWriter, type Writer } from '../model/write-context.ts'
import { checkFree } from './check-free.ts'
import { checkOrganization, type DirectoryOptions } from './families.ts'
import { getUser, userNotFound } from './get-user.ts'
import { listLogins, listUsers } from './list-users.ts'
import type { ManageUsers, UserDraft } from './manage-users.ts'
import { parseUserChanges, parseUserDraft, type ParseEmail } from './parse-user.ts'
import { invalid, parseId } from './parse-values.ts'
import { unlinkUser } from './unlink-user.ts'
import { updateUser } from './update-user.ts'
import { userCreated, userDeleted } from './user-events.ts'

export interface UsersOptions extends DirectoryOptions {
  /** As at sign-in, so that both mean the same person. */
  readonly parseEmail: ParseEmail
}

/** People in the store. */
export function createUsers(options: UsersOptions): ManageUsers {
  const { store, now, parseEmail } = options
  const { users, loginRecords } = store
  const get = async (organizationId: string, userId: string): Promise<User> =>
    getUser(users, parseId(organizationId, 'organizationId'), parseId(userId, 'userId'))
  const check = async (organizationId: string): Promise<void> =>
    checkOrganization(options, parseId(organizationId, 'organizationId'))
  return Object.freeze({
    create: async (organizationId, draft, context) => {
      const parsed = parseUserDraft(draft, parseEmail)
      await check(organizationId)
      return insert(toUser(organizationId, parsed, now()), options, toWriter(context))
    },
    get,
    find: async (organizationId, userId) =>
      users.find(parseId(organizationId, 'organizationId'), parseId(userId, 'userId')),
    findByEmail: async (organizationId, text) => {
      if (typeof text !== 'string') throw invalid('email', 'text', text)
      const email = parseEmail(text)
      return email === null ? null : users.findByEmail(parseId(organizationId, 'organizationId'), email.address)
    },
    list: async (organizationId, query = {}) => {
      await check(organizationId)
      return listUsers(store, organizationId, query)
    },
    update: async (organizationId, userId, changes, context) => {
      const parsed = parseUserChanges(changes, parseEmail)
      const { id } = await get(organizationId, userId)
      return updateUser(organizationId, id, parsed, options, toWriter(context))
    },
    remove: async (organizationId, userId, context) => {
      const user = await get(organizationId, userId)
      checkOwn(user)
      const isGone = await users.remove(organizationId, userId, [userDeleted(user, toWriter(context), now())])
      if (!isGone) throw userNotFound(organizationId, userId)
    },
    unlink: async (organizationId, userId, connectionId, context) => {
      parseId(connectionId, 'connectionId')
      await unlinkUser(await get(organizationId, userId), connectionId, options, toWriter(context))
    },
    listLogins: async (organizationId, userId) => loginRecords.listOfUser((await get(organizationId, userId)).id),
    listLoginsOfOrganization: async (organizationId, query = {}) => {
      await check(organizationId)
      return listLogins(store, organizationId, query)
    },
  } satisfies ManageUsers)
}

/** Who SCIM sends would be there again with its next push. @throws AuthError USER_CONFLICT */
function checkOwn({ id, source }: User): void {
  if (source !== 'scim') return
  throw new AuthError(
    'USER_CONFLICT',
    `user ${id} is SCIM's: wanted somebody who is removed here, got one to be removed at the identity provider, or blocked here`,
  )
}

function toUser(organizationId: string, { role = null, ...draft }: UserDraft, now: Date): User {
  return {
    id: randomUUID(),
    organizationId,
    email: null,
    username: null,
    externalId: null,
    name: null,
    firstName: null,
    lastName: null,
    status: 'active',
    source: 'manual',
    ...draft,
    roles: role === null ? [] : [role],
    roleSource: role === null ? null : 'manual',
    scimConnectionId: null,
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** @throws AuthError USER_CONFLICT */
async function insert(user: User, { store: { users } }: UsersOptions, writer: Writer): Promise<User> {
  if (await users.insert(user, null, [userCreated(user, writer)])) return user
  await checkFree(user, users)
  throw new AuthError(
    'USER_CONFLICT',
    'wanted an address, username and external id that nobody has, somebody had one just now',
  )
}
