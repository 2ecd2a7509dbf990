import type { PendingLogin } from '../model/pending-login.ts'
import type { Store } from '../ports/store.ts'
import { memoryCustomers } from './memory-customers.ts'
import { createMemoryDirectory } from './memory-directory.ts'
import { memoryEvents } from './memory-events.ts'
import { memoryGroups } from './memory-groups.ts'
import { countLogins, memoryLoginRecords } from './memory-login-records.ts'
import { memoryRevocations } from './memory-revocations.ts'
import { memoryRoleMappings } from './memory-role-mappings.ts'
import { memoryScimTokens } from './memory-scim-tokens.ts'
import { memoryUsers } from './memory-users.ts'
import { memoryWebhooks } from './memory-webhooks.ts'

/** Pending logins and replay marks kept at most; beyond that the oldest goes, so that a flood cannot eat the memory. */
const maxEntries = 100_000

/** At least how long a login lives; one that is this much older than a new one is over. */
const lifetimeMs = 600_000

/** A store for tests and first steps: everything is gone when the process ends, and other instances see none of it. */
export function memoryStore(): Store {
  const logins = new Map<string, PendingLogin>()
  const claims = new Map<string, Date>()
  const directory = createMemoryDirectory()
  const { revokeNow, ...revocations } = memoryRevocations()
  const { appendNow, listBehind, moveMark, ...events } = memoryEvents((drafts) => {
    countLogins(directory, drafts)
    revokeNow(drafts)
  })
  const { forgetEndpointsOf, ...webhooks } = memoryWebhooks({ appendNow, listBehind, moveMark })
  const { hasConnection, ...customers } = memoryCustomers(directory, appendNow, forgetEndpointsOf)
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
        if (until <= now) return true
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
    ...customers,
    users: memoryUsers(directory, appendNow, hasConnection),
    groups: memoryGroups(directory, appendNow, hasConnection),
    roleMappings: memoryRoleMappings(directory, appendNow),
    scimTokens: memoryScimTokens(directory, appendNow, hasConnection),
    loginRecords: memoryLoginRecords(directory),
    ...webhooks,
    sessions: directory.sessions.records,
    events: Object.freeze(events),
    revocations: Object.freeze(revocations),
  })
}

/** A Map keeps the order of insertion, so its first key is the oldest. */
function makeRoom(map: Map<string, unknown>): void {
  if (map.size < maxEntries) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
