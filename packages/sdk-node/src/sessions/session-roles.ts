import { AuthError } from '../model/auth-error.ts'
import type { SecretsTools } from './open-secrets.ts'
import { createSharedFetch } from './shared-fetch.ts'
import { readSecrets } from './open-secrets.ts'

/** All kept ones together, in characters. */
const maxKept = 16_000_000
/** What an array and its strings take beside their characters. */
const perRole = 24

/** The roles that did not fit into a cookie. */
export interface SessionRoles {
  /**
   * Asked for once per session and process, whoever else asks meanwhile. Null: nothing is known of that session any more.
   *
   * @throws AuthError STORE_UNAVAILABLE
   */
  readonly find: (sessionId: string) => Promise<readonly string[] | null>
  /** Of a session that begins here: it need not be asked for. */
  readonly keep: (sessionId: string, roles: readonly string[]) => void
}

/** A session keeps the roles it began with, so what was read once is good for as long as the session lives. The oldest make room. */
export function createSessionRoles(tools: SecretsTools): SessionRoles {
  const kept = new Map<string, readonly string[]>()
  let size = 0
  const forget = (id: string): void => {
    size -= sizeOf(kept.get(id) ?? [])
    kept.delete(id)
  }
  const keep = (id: string, roles: readonly string[]): void => {
    forget(id)
    kept.set(id, roles)
    size += sizeOf(roles)
    for (const oldest of kept.keys()) {
      if (size <= maxKept || oldest === id) break
      forget(oldest)
    }
  }
  const ask = createSharedFetch(async (id) => {
    const roles = await readRoles(id, tools)
    if (roles !== null) keep(id, roles)
    return roles
  })
  return Object.freeze({
    find: async (id) => {
      const known = kept.get(id)
      if (known !== undefined) {
        // Used again: it goes to the end of those that make room.
        kept.delete(id)
        kept.set(id, known)
        return known
      }
      return ask(id)
    },
    keep,
  } satisfies SessionRoles)
}

/** A record that no secret of the app opens is as good as none, as is a cookie that none opens. */
async function readRoles(id: string, tools: SecretsTools): Promise<readonly string[] | null> {
  try {
    return (await readSecrets(id, tools))?.roles ?? null
  } catch (error) {
    if (error instanceof AuthError && error.code === 'CONFIG_INVALID') return null
    throw error
  }
}

function sizeOf(roles: readonly string[]): number {
  return roles.reduce((sum, role) => sum + role.length + perRole, 0)
}
