import { atOrigin } from '../config/at-origin.ts'
import type { Config } from '../config/config.ts'
import { createLoginCookies } from '../http/login-cookies.ts'
import { createLogoutCookies } from '../http/logout-cookies.ts'
import { createSessionCookies, type SessionKeeping } from '../http/session-cookies.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Store } from '../ports/store.ts'
import { createKeyRing } from '../sessions/key-ring.ts'
import { createRevocationWatch, type RevocationWatchOptions } from '../sessions/revocation-watch.ts'
import { createSessionSeal } from '../sessions/session-seal.ts'
import { typedStore } from '../stores/typed-store.ts'
import { createKit, type OriginParts } from './create-kit.ts'
import type { Kit } from './kit.ts'
import type { Kits } from './kits.ts'

/** A pattern matches more origins than anybody has; this is enough for the previews in use. */
const maxKept = 100

/** The kits of all origins. They share everything but what an origin decides: its URLs and its cookies. */
export function createKits(config: Config, untyped: Store): Kits {
  const store = typedStore(untyped)
  const revocations = createRevocationWatch({ ...watchOf(config), revocations: store.revocations })
  const seal = createSessionSeal(createKeyRing(config.secrets))
  const keeping = { seal, isRevoked: revocations.isRevoked, renewed: noteUse(store) }
  const partsAt = (own: Config): OriginParts => {
    const { https, session } = own
    return {
      config: own,
      loginCookies: createLoginCookies(session.cookieName, https),
      logoutCookies: createLogoutCookies(session.cookieName, https),
      sessionCookies: createSessionCookies({ ...session, https }, keeping),
    }
  }
  const main = createKit(partsAt(config), store, revocations)
  const { originOf } = config
  if (originOf === null) return Object.freeze({ main, get: () => main, find: () => main })
  const kept = createKept((origin) => Object.freeze({ ...main, ...partsAt(atOrigin(config, new URL(origin))) }))
  const get = (source: HasHeaders): Kit => {
    const origin = originOf(source)
    return origin === config.baseUrl.origin ? main : kept(origin)
  }
  return Object.freeze({ main, get, find: (source: HasHeaders) => tryGet(() => get(source)) })
}

/** In the background: nobody waits for the list of sessions to be exact, or is turned away because it is not. An outage is said elsewhere. */
function noteUse({ sessions }: Store): SessionKeeping['renewed'] {
  return ({ id, expiresAt }, now) => {
    sessions.touch(id, { lastSeenAt: now, expiresAt }).catch(() => null)
  }
}

/** An outage is said once, until it is over. */
function watchOf({ session, now, log }: Config): Omit<RevocationWatchOptions, 'revocations'> {
  let isDown = false
  return {
    absoluteSeconds: session.absoluteSeconds,
    now,
    elapsedMs: () => performance.now(),
    failed: (error) => {
      if (!isDown)
        log({
          level: 'warn',
          event: 'config.warning',
          message: `the store does not say whose sessions are over, so only what is known is enforced: ${String(error)}`,
        })
      isDown = true
    },
    succeeded: () => {
      isDown = false
    },
  }
}

function tryGet(get: () => Kit): Kit | null {
  try {
    return get()
  } catch {
    return null
  }
}

/** A bounded memory: the oldest makes room. */
function createKept(make: (origin: string) => Kit): (origin: string) => Kit {
  const kept = new Map<string, Kit>()
  return (origin) => {
    const known = kept.get(origin)
    if (known !== undefined) return known
    const [oldest] = kept.size < maxKept ? [] : kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
    const made = make(origin)
    kept.set(origin, made)
    return made
  }
}
