import type { Config } from '../config/config.ts'
import { createMetadataLoader } from '../discovery/metadata-loader.ts'
import { staticConnections } from '../discovery/static-connections.ts'
import { createProtocols } from '../login/protocols.ts'
import type { Connection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { typedStore } from '../stores/typed-store.ts'
import type { Kit } from './kit.ts'

/** What an origin decides. */
export type OriginParts = Pick<Kit, 'config' | 'loginCookies' | 'sessionCookies'>

/** Puts the rooms together. Nothing is opened or fetched here: frameworks evaluate modules at build time too. */
export function createKit(parts: OriginParts, store: Store): Kit {
  const { config } = parts
  const guardedFetch = createFetchChooser(config)
  const loader = createMetadataLoader((source) => ({
    now: config.now,
    fetch: guardedFetch(source, { trusted: source.metadataUrl }),
  }))
  return Object.freeze({
    ...parts,
    store: typedStore(store),
    connections: staticConnections(config.connections, config.defaultConnectionId, loader),
    protocols: createProtocols(),
    mayAsk: createRateLimit(60, config.now),
    mayRecordFailure: createRateLimit(60, config.now),
    outsideOf: (connection: Connection): Outside => ({
      now: config.now,
      fetch: guardedFetch(connection, reachOf(connection)),
    }),
  })
}

interface Reach {
  /** The developer wrote this URL down; whatever else the IdP's documents name has to be public. */
  readonly trusted: URL | null
  readonly insecureAllowPrivateNetwork?: boolean
}

/** SAML travels through the browser: its logins ask nobody. */
function reachOf(connection: Connection): Reach {
  if (connection.type === 'saml') return { trusted: null }
  const { issuer, insecureAllowPrivateNetwork } = connection
  return { trusted: new URL(issuer), insecureAllowPrivateNetwork }
}

/** One guarded fetch per connection, loaded with its first request; the app's own one when it gave one. */
function createFetchChooser({ fetch }: Config): (key: object, reach: Reach) => typeof globalThis.fetch {
  const made = new WeakMap<object, Promise<typeof globalThis.fetch>>()
  const make = async ({ trusted, insecureAllowPrivateNetwork = false }: Reach): Promise<typeof globalThis.fetch> => {
    const { createGuardedFetch } = await import('../node/guarded-fetch.ts')
    const trustedOrigins = trusted === null ? [] : [trusted.origin]
    return createGuardedFetch({ trustedOrigins, insecureAllowPrivateNetwork })
  }
  return (key, reach) =>
    fetch ??
    (async (input, init) => {
      const known = made.get(key) ?? make(reach)
      made.set(key, known)
      return (await known)(input, init)
    })
}
