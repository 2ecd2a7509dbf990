import type { EventDraft } from '../model/event.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { Users } from '../ports/store.ts'

/**
 * People in maps.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryUsers(append: (events: readonly EventDraft[]) => void): Users {
  const byId = new Map<string, User>()
  const byEmail = new Map<string, string>()
  const byLink = new Map<string, string>()
  /** Who has a link at which connection. */
  const linked = new Set<string>()
  const emailKey = (user: User): string => `${user.organizationId}\n${user.email}`
  const linkKey = (link: SubjectLink): string => `${link.connectionId}\n${link.subject}`
  return Object.freeze({
    find: async (organizationId, userId) => {
      const user = byId.get(userId)
      return user?.organizationId === organizationId ? user : null
    },
    findByLink: async (link) => byId.get(byLink.get(linkKey(link)) ?? '') ?? null,
    findByEmail: async (organizationId, email) => byId.get(byEmail.get(`${organizationId}\n${email}`) ?? '') ?? null,
    insert: async (user, link, events = []) => {
      if (byLink.has(linkKey(link)) || byId.has(user.id) || (user.email !== null && byEmail.has(emailKey(user))))
        return false
      byId.set(user.id, user)
      byLink.set(linkKey(link), user.id)
      linked.add(`${user.id}\n${link.connectionId}`)
      if (user.email !== null) byEmail.set(emailKey(user), user.id)
      append(events)
      return true
    },
    link: async (user, link, events = []) => {
      const held = `${user.id}\n${link.connectionId}`
      const stored = byId.get(user.id)
      if (byLink.has(linkKey(link)) || linked.has(held) || stored?.organizationId !== user.organizationId) return false
      byLink.set(linkKey(link), user.id)
      linked.add(held)
      append(events)
      return true
    },
    replace: async (user, events = []) => {
      const stored = byId.get(user.id)
      const holder = user.email === null ? undefined : byEmail.get(emailKey(user))
      if (stored?.organizationId !== user.organizationId || (holder !== undefined && holder !== user.id)) return false
      if (stored.email !== null) byEmail.delete(emailKey(stored))
      if (user.email !== null) byEmail.set(emailKey(user), user.id)
      byId.set(user.id, user)
      append(events)
      return true
    },
  } satisfies Users)
}
