import type { EventDraft } from '../model/event.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { UserFilter, Users } from '../ports/directory-store.ts'
import { sets } from './memory-keys.ts'
import { toLinkKey, type LinkOfUser, type MemoryDirectory } from './memory-directory.ts'
import { toKey } from './memory-table.ts'
import { toUsernameKey } from './username-key.ts'

/**
 * People in memory.
 *
 * @param append takes what a write tells, in the same step.
 * @param hasConnection whether that connection is in the store: without it there is no SCIM client.
 */
export function memoryUsers(
  directory: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
  hasConnection: (connectionId: string) => boolean,
): Users {
  const { users } = directory
  /** Runs the write and keeps its events, unless it may not be. */
  const write: Write = async (allowed, apply, events = []) => {
    if (!allowed) return false
    apply()
    append(events)
    return true
  }
  const isAllowed = (user: User): boolean =>
    users.isFree(user) && (user.scimConnectionId === null || hasConnection(user.scimConnectionId))
  const save = async (from: string, user: User, events?: readonly EventDraft[]): Promise<boolean> =>
    write(
      findIn(directory, from, user.id)?.version === user.version - 1 && isAllowed(user),
      () => {
        users.put(user)
        if (from !== user.organizationId) directory.sessions.forgetUser(from, user.id)
      },
      events,
    )
  return Object.freeze({
    ...readUsers(directory),
    ...writeLinks(directory, write, isAllowed),
    replace: async (user, events) => save(user.organizationId, user, events),
    move: save,
    remove: async (organizationId, userId, events) => {
      const user = findIn(directory, organizationId, userId)
      return write(user !== null, () => user !== null && removeUser(directory, user), events)
    },
  } satisfies Users)
}

type Write = (allowed: boolean, apply: () => void, events: readonly EventDraft[] | undefined) => Promise<boolean>
type LinkVerb = 'insert' | 'link' | 'unlink'

function findIn({ users }: MemoryDirectory, organizationId: string, userId: string): User | null {
  const user = users.get(userId)
  return user?.organizationId === organizationId ? user : null
}

function readUsers(directory: MemoryDirectory): Omit<Users, LinkVerb | 'replace' | 'move' | 'remove'> {
  const { users, links, linkedAt, removed } = directory
  const findBy = (...parts: readonly string[]): User | null => users.findBy(toKey(...parts))
  return {
    find: async (organizationId, userId) => findIn(directory, organizationId, userId),
    findAnywhere: async (userId) => users.get(userId),
    findByLink: async (link) => users.get(links.findBy(toLinkKey(link))?.userId ?? ''),
    findByEmail: async (organizationId, email) => findBy(organizationId, 'email', email),
    findByUsername: async (organizationId, username) => findBy(organizationId, 'username', toUsernameKey(username)),
    findByExternalId: async (organizationId, externalId) => findBy(organizationId, 'external id', externalId),
    findMany: async (userIds) => [...new Set(userIds)].flatMap((userId) => users.get(userId) ?? []),
    findOfScim: async (connectionId, by) =>
      'username' in by
        ? findBy('scim', connectionId, 'username', toUsernameKey(by.username))
        : findBy('scim', connectionId, 'external id', by.externalId),
    listOfScimByEmail: async (connectionId, email) => users.list({ of: sets.scimEmail(connectionId, email) }),
    listOfScim: async ({ connectionId, ...page }) => users.list({ of: sets.scim(connectionId), ...page }),
    countOfScim: async (connectionId) => users.count(sets.scim(connectionId)),
    findRemovedOfScim: async (connectionId, externalId) => {
      const found = removed.findBy(toKey(connectionId, externalId))
      return found && { id: found.id, isBlocked: found.isBlocked }
    },
    list: async (filter) => listUsers(directory, filter),
    count: async (organizationId) => users.count(sets.organization(organizationId)),
    listLinks: async (organizationId, userId) =>
      findIn(directory, organizationId, userId) === null
        ? []
        : [...linkedAt.rightOf(userId).from()].map((connectionId) => ({
            connectionId,
            subject: links.get(toKey(userId, connectionId))?.subject ?? '',
          })),
  }
}

function writeLinks(
  directory: MemoryDirectory,
  write: Write,
  isAllowed: (user: User) => boolean,
): Pick<Users, LinkVerb> {
  const { users, links, linkedAt, removed } = directory
  const addLink = (held: LinkOfUser): void => {
    links.put(held)
    linkedAt.add(held.userId, held.connectionId)
  }
  const isThere = ({ id, organizationId }: User): boolean => findIn(directory, organizationId, id) !== null
  return {
    insert: async (user, link, events) => {
      const held = link === null ? null : toLinkOfUser(user.id, link)
      const isFree = users.get(user.id) === null && isAllowed(user) && (held === null || links.isFree(held))
      const apply = (): void => {
        users.put(user)
        removed.delete(user.id)
        if (held !== null) addLink(held)
      }
      return write(isFree, apply, events)
    },
    link: async (user, link, events) => {
      const held = toLinkOfUser(user.id, link)
      const isFree = links.isFree(held) && links.get(held.id) === null
      return write(isFree && isThere(user), () => addLink(held), events)
    },
    unlink: async (user, connectionId, events) => {
      const id = toKey(user.id, connectionId)
      const apply = (): void => {
        links.delete(id)
        linkedAt.delete(user.id, connectionId)
      }
      return write(isThere(user) && links.get(id) !== null, apply, events)
    },
  }
}

function toLinkOfUser(userId: string, { connectionId, subject }: SubjectLink): LinkOfUser {
  return { id: toKey(userId, connectionId), userId, connectionId, subject }
}

/** Forgets the user, but not under what external id a SCIM client knew them: it may send them again. */
function removeUser({ removed, forgetUser }: MemoryDirectory, user: User): void {
  const { id, scimConnectionId: connectionId, externalId, status } = user
  forgetUser(id)
  if (connectionId === null || externalId === null) return
  const before = removed.findBy(toKey(connectionId, externalId))
  if (before !== null) removed.delete(before.id)
  removed.put({ id, connectionId, externalId, isBlocked: status === 'blocked' })
}

/** A page of each organization, and of these the first. */
function listUsers(
  { users }: MemoryDirectory,
  { organizationIds, after, limit, ...filter }: UserFilter,
): readonly User[] {
  const wanted = (user: User): boolean => isWanted(user, filter)
  const pages = [...new Set(organizationIds)].map((id) =>
    users.list({ of: sets.organization(id), after, limit, wanted }),
  )
  const [only, ...others] = pages
  if (only !== undefined && others.length === 0) return only
  return pages
    .flat()
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, limit)
}

function isWanted(
  user: User,
  { statuses, withRole, search }: Pick<UserFilter, 'statuses' | 'withRole' | 'search'>,
): boolean {
  const texts = (): readonly string[] => [user.name, user.email, user.username].map((text) => text?.toLowerCase() ?? '')
  return (
    (statuses === undefined || statuses.includes(user.status)) &&
    (withRole !== true || user.roles.length > 0) &&
    (search === undefined || texts().some((text) => text.includes(search.toLowerCase())))
  )
}
