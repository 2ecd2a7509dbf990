import type { EventDraft } from '../model/event.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { UserFilter, Users } from '../ports/directory-store.ts'
import { toLinkKey, type LinkOfUser, type MemoryDirectory } from './memory-directory.ts'
import { toKey } from './memory-table.ts'
import { toUsernameKey } from './username-key.ts'

/**
 * People in memory.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryUsers(directory: MemoryDirectory, append: (events: readonly EventDraft[]) => void): Users {
  const { users, forgetUser } = directory
  /** Runs the write and keeps its events, unless it may not be. */
  const write: Write = async (allowed, apply, events = []) => {
    if (!allowed) return false
    apply()
    append(events)
    return true
  }
  const save = async (from: string, user: User, events?: readonly EventDraft[]): Promise<boolean> =>
    write(
      findIn(directory, from, user.id)?.version === user.version - 1 && users.isFree(user),
      () => users.put(user),
      events,
    )
  return Object.freeze({
    ...readUsers(directory),
    ...writeLinks(directory, write),
    replace: async (user, events) => save(user.organizationId, user, events),
    move: save,
    remove: async (organizationId, userId, events) =>
      write(findIn(directory, organizationId, userId) !== null, () => forgetUser(userId), events),
  } satisfies Users)
}

type Write = (allowed: boolean, apply: () => void, events: readonly EventDraft[] | undefined) => Promise<boolean>
type LinkVerb = 'insert' | 'link' | 'unlink'

function findIn({ users }: MemoryDirectory, organizationId: string, userId: string): User | null {
  const user = users.get(userId)
  return user?.organizationId === organizationId ? user : null
}

function readUsers(directory: MemoryDirectory): Omit<Users, LinkVerb | 'replace' | 'move' | 'remove'> {
  const { users, links, linkedAt } = directory
  const findBy = (...parts: readonly string[]): User | null => users.findBy(toKey(...parts))
  return {
    find: async (organizationId, userId) => findIn(directory, organizationId, userId),
    findAnywhere: async (userId) => users.get(userId),
    findByLink: async (link) => users.get(links.findBy(toLinkKey(link))?.userId ?? ''),
    findByEmail: async (organizationId, email) => findBy(organizationId, 'email', email),
    findByUsername: async (organizationId, username) => findBy(organizationId, 'username', toUsernameKey(username)),
    findByExternalId: async (organizationId, externalId) => findBy(organizationId, 'external id', externalId),
    list: async (filter) => users.list((user) => isWanted(user, filter)).slice(0, filter.limit),
    count: async (organizationId) => users.list((user) => user.organizationId === organizationId).length,
    listLinks: async (organizationId, userId) =>
      findIn(directory, organizationId, userId) === null
        ? []
        : [...linkedAt.rightOf(userId)]
            .toSorted()
            .map((connectionId) => ({ connectionId, subject: links.get(toKey(userId, connectionId))?.subject ?? '' })),
  }
}

function writeLinks(directory: MemoryDirectory, write: Write): Pick<Users, LinkVerb> {
  const { users, links, linkedAt } = directory
  const addLink = (held: LinkOfUser): void => {
    links.put(held)
    linkedAt.add(held.userId, held.connectionId)
  }
  const isThere = ({ id, organizationId }: User): boolean => findIn(directory, organizationId, id) !== null
  return {
    insert: async (user, link, events) => {
      const held = link === null ? null : toLinkOfUser(user.id, link)
      const isFree = users.get(user.id) === null && users.isFree(user) && (held === null || links.isFree(held))
      const apply = (): void => {
        users.put(user)
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

function isWanted(user: User, { organizationIds, after = '', statuses, withRole, search }: UserFilter): boolean {
  const texts = [user.name, user.email, user.username].map((text) => text?.toLowerCase() ?? '')
  return (
    organizationIds.includes(user.organizationId) &&
    user.id > after &&
    (statuses === undefined || statuses.includes(user.status)) &&
    (withRole !== true || user.roles.length > 0) &&
    (search === undefined || texts.some((text) => text.includes(search.toLowerCase())))
  )
}
