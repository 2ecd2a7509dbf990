import { randomUUID } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'
import { createExpiringMap } from '../memory/expiring-map.ts'
import type { IdpSession } from './idp-session.ts'

/** Who is signed in. */
export interface Sessions {
  /** @returns the session, and the sealed text for the cookie. */
  readonly create: (
    accountId: string,
    interactionId: string | null,
  ) => Promise<{ readonly session: IdpSession; readonly sealed: string }>
  /** Null when the text was not sealed by us, is too old, or the session was ended. */
  readonly open: (sealed: string) => Promise<IdpSession | null>
  /** A copy of the cookie opens nothing from now on. */
  readonly end: (session: IdpSession) => void
  /** The same for all that the person has until now, in whatever browser. */
  readonly endAllOf: (accountId: string) => void
}

interface SessionsOptions {
  readonly secrets: readonly string[]
  readonly lifetimeSeconds: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** A seal and the marker that iron-session puts at its end. */
const sealPattern = /^[^~]+~2$/

export function createSessions({ secrets, lifetimeSeconds, now }: SessionsOptions): Sessions {
  const ended = createExpiringMap<true>(10_000, now)
  const endedUntil = createExpiringMap<number>(10_000, now)
  const isOver = ({ id, accountId, authenticatedAt, expiresAt }: IdpSession): boolean =>
    expiresAt <= now() || ended.get(id) !== null || authenticatedAt <= (endedUntil.get(accountId) ?? -Infinity)
  return {
    create: async (accountId, interactionId) => {
      const session = {
        id: randomUUID(),
        accountId,
        authenticatedAt: now(),
        expiresAt: now() + lifetimeSeconds * 1000,
        interactionId,
      }
      return { session, sealed: await sealData(session, { password: secrets[0] ?? '', ttl: lifetimeSeconds }) }
    },
    open: async (sealed) => {
      // iron-session 8 reads another part of the seal when the marker is cut off, and the marker is not authenticated.
      if (!sealPattern.test(sealed)) return null
      for (const password of secrets) {
        const session = await unseal(sealed, password, lifetimeSeconds)
        if (!isSession(session)) continue
        return isOver(session) ? null : session
      }
      return null
    },
    end: (session) => ended.set(session.id, true, session.expiresAt),
    endAllOf: (accountId) => endedUntil.set(accountId, now(), now() + lifetimeSeconds * 1000 + 1),
  }
}

/** A seal that does not open gives an empty object; iron-session throws for one that is malformed. */
async function unseal(sealed: string, password: string, ttl: number): Promise<Partial<IdpSession>> {
  try {
    return await unsealData<Partial<IdpSession>>(sealed, { password, ttl })
  } catch {
    return {}
  }
}

function isSession(value: Partial<IdpSession>): value is IdpSession {
  return typeof value.id === 'string' && typeof value.accountId === 'string' && typeof value.expiresAt === 'number'
}
