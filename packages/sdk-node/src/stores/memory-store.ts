import type { PendingLogin } from '../model/pending-login.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { Store, Users } from '../ports/store.ts'

/** Pending logins and replay marks kept at most; beyond that the oldest goes, so that a flood cannot eat the memory. */
const maxEntries = 100_000

/** At least how long a login lives; one that is this much older than a new one is over. */
const lifetimeMs = 600_000

/** A store for tests and first steps: everything is gone when the process ends, and other instances see none of it. */
export function memoryStore(): Store {
  const logins = new Map<string, PendingLogin>()
  const claims = new Map<string, Date>()
  return Object.freeze({
    kind: 'memory',
    logins: {
      put: async (login: PendingLogin): Promise<void> => {
        // Logins live equally long, so the oldest are the expired ones.
        for (const [id, { expiresAt }] of logins) {
          if (expiresAt.getTime() + lifetimeMs > login.expiresAt.getTime()) break
          logins.delete(id)
        }
        makeRoom(logins)
        logins.set(login.id, login)
      },
      take: async (id: string, now: Date): Promise<PendingLogin | null> => {
        const login = logins.get(id)
        logins.delete(id)
        return login !== undefined && login.expiresAt > now ? login : null
      },
    },
    replays: {
      claim: async (key: string, until: Date, now: Date): Promise<boolean> => {
        const held = claims.get(key)
        if (held !== undefined && held > now) return false
        for (const [old, expiry] of claims) {
          if (expiry > now) break
          claims.delete(old)
        }
        claims.delete(key)
        makeRoom(claims)
        claims.set(key, until)
        return true
      },
    },
    users: memoryUsers(),
  })
}

function memoryUsers(): Users {
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
    insert: async (user, link) => {
      if (byLink.has(linkKey(link)) || byId.has(user.id) || (user.email !== null && byEmail.has(emailKey(user))))
        return false
      byId.set(user.id, user)
      byLink.set(linkKey(link), user.id)
      linked.add(`${user.id}\n${link.connectionId}`)
      if (user.email !== null) byEmail.set(emailKey(user), user.id)
      return true
    },
    link: async (user, link) => {
      const held = `${user.id}\n${link.connectionId}`
      const stored = byId.get(user.id)
      if (byLink.has(linkKey(link)) || linked.has(held) || stored?.organizationId !== user.organizationId) return false
      byLink.set(linkKey(link), user.id)
      linked.add(held)
      return true
    },
    replace: async (user) => {
      const stored = byId.get(user.id)
      const holder = user.email === null ? undefined : byEmail.get(emailKey(user))
      if (stored?.organizationId !== user.organizationId || (holder !== undefined && holder !== user.id)) return false
      if (stored.email !== null) byEmail.delete(emailKey(stored))
      if (user.email !== null) byEmail.set(emailKey(user), user.id)
      byId.set(user.id, user)
      return true
    },
  } satisfies Users)
}

/** A Map keeps the order of insertion, so its first key is the oldest. */
function makeRoom(map: Map<string, unknown>): void {
  if (map.size < maxEntries) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
