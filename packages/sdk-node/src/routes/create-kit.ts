import type { Config } from '../config/config.ts'
import { createMetadataLoader } from '../discovery/metadata-loader.ts'
import { staticConnections } from '../discovery/static-connections.ts'
import { createLoginCookies } from '../http/login-cookies.ts'
import { createSessionCookies } from '../http/session-cookies.ts'
import { createProtocols } from '../login/protocols.ts'
import type { Connection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { createKeyRing } from '../sessions/key-ring.ts'
import { createSessionSeal } from '../sessions/session-seal.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { typedStore } from '../stores/typed-store.ts'
import type { Kit } from './kit.ts'

/** Puts the rooms together. Nothing is opened or fetched here: frameworks evaluate modules at build time too. */
export function createKit(config: Config, store: Store): Kit {
  const { https, session, baseUrl } = config
  const guardedFetch = createFetchChooser(config)
  const loader = createMetadataLoader(async (source) => ({
    now: config.now,
    fetch: await guardedFetch(source, { trusted: source.metadataUrl }),
  }))
  return Object.freeze({
    config,
    store: typedStore(store),
    connections: staticConnections(config.connections, config.defaultConnectionId, loader),
    protocols: createProtocols(),
    loginCookies: createLoginCookies(session.cookieName, https),
    sessionCookies: createSessionCookies({ ...session, https }, createSessionSeal(createKeyRing(config.secrets))),
    mayAsk: createRateLimit(60, config.now),
    outsideOf: async (connection: Connection): Promise<Outside> => ({
      now: config.now,
      fetch: await guardedFetch(connection, {
        // The developer wrote this issuer down; whatever else the IdP's documents name has to be public.
        trusted: connection.type === 'oidc' ? new URL(connection.issuer) : baseUrl,
        insecureAllowPrivateNetwork: connection.type === 'oidc' && connection.insecureAllowPrivateNetwork,
      }),
    }),
  })
}

interface Reach {
  readonly trusted: URL
  readonly insecureAllowPrivateNetwork?: boolean
}

/** One guarded fetch per connection, made at first use; the app's own one when it gave one. */
function createFetchChooser(config: Config): (key: object, reach: Reach) => Promise<typeof globalThis.fetch> {
  const made = new WeakMap<object, typeof globalThis.fetch>()
  return async (key, { trusted, insecureAllowPrivateNetwork = false }) => {
    if (config.fetch !== null) return config.fetch
    const known = made.get(key)
    if (known) return known
    const { createGuardedFetch } = await import('../node/guarded-fetch.ts')
    const fetch = createGuardedFetch({ trustedOrigins: [trusted.origin], insecureAllowPrivateNetwork })
    made.set(key, fetch)
    return fetch
  }
}
