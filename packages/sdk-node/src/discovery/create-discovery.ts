import type { Connection } from '../model/connection.ts'
import type { Connections, ConnectionSource, ReadRecord } from '../ports/connections.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'
import { createChangeFollower } from './change-follower.ts'
import { createDomainFinder } from './domain-finder.ts'
import { joinConnections } from './join-connections.ts'
import { staticConnections } from './static-connections.ts'
import { createStoreCaches } from './store-caches.ts'
import { storedConnections } from './stored-connections.ts'
import { createShadowWarning } from './warn-shadowed.ts'

/** How well connections are found. */
export interface DiscoveryReport {
  /** Verified domains of the store in memory; those there are, when they are too many for it. */
  readonly domains: number
  readonly maxDomains: number
  /** False before the first lookup, while domains are being loaded, and when they are too many: then each lookup is a query. */
  readonly complete: boolean
  /** About what the domains take. */
  readonly approximateBytes: number
  /** Connections of the store that are ready for use. */
  readonly connectionsCached: number
  /** The store says when something is written. False: it is asked, at most every half a second. */
  readonly listening: boolean
  /** When the store was last asked what was written; null: not yet. */
  readonly checkedAt: Date | null
}

/** Connections, and what can be said about finding them. */
export interface Discovery {
  readonly connections: Connections
  /** This process has written records: the next lookup asks the store first. */
  readonly expire: () => void
  /** Says what is known after asking what was written. Loads nothing that no lookup has asked for. */
  readonly report: () => Promise<DiscoveryReport>
}

/** What discovery works with. */
export interface DiscoveryOptions {
  readonly sources: readonly ConnectionSource[]
  readonly defaultConnectionId: string | null
  readonly loadMetadata: (source: Extract<ConnectionSource, { kind: 'metadata-url' }>) => Promise<Connection>
  readonly store: Pick<Store, 'organizations' | 'domains' | 'connections' | 'changes'>
  readonly getReadRecord: () => Promise<ReadRecord>
  readonly maxDomains: number
  readonly log: Log
  readonly now: () => Date
  /** Milliseconds that only ever grow. @default those of this process */
  readonly elapsedMs?: () => number
}

/** One per app, whatever the number of its origins: it holds everything that lookups keep in memory. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { store, maxDomains, now, log, elapsedMs = () => performance.now() } = options
  const fixed = staticConnections(options.sources, options.defaultConnectionId, options.loadMetadata)
  const warn = (message: string): void => log({ level: 'warn', event: 'config.warning', message })
  const outage = createOutage(warn)
  const caches = createStoreCaches(store, options.getReadRecord, now)
  const finder = createDomainFinder(store.domains, { maxDomains, elapsedMs, failed: outage.failed })
  const shadow = createShadowWarning(fixed.domains, store.domains, warn)
  const follower = createChangeFollower(store.changes, {
    ...outage,
    now,
    elapsedMs,
    apply: async (changes) => {
      caches.evict(changes)
      shadow.checkChanged(changes)
      await finder.reload(changes.filter(({ kind }) => kind === 'domain').map(({ key }) => key))
    },
    startOver: (head) => {
      caches.clear()
      finder.startOver()
      if (head > 0) shadow.check()
    },
  })
  const stored = storedConnections({ follower, finder, caches, domains: store.domains })
  return Object.freeze({
    connections: joinConnections(fixed, stored),
    expire: follower.expire,
    report: async () => {
      await follower.catchUp()
      const { bytes, ...known } = finder.report()
      return {
        ...known,
        maxDomains,
        approximateBytes: bytes,
        connectionsCached: caches.connections.size(),
        listening: follower.isListening(),
        checkedAt: follower.checkedAt(),
      }
    },
  } satisfies Discovery)
}

/** A store that is down is mentioned once, until it answers again. */
function createOutage(warn: (message: string) => void): {
  readonly failed: (error: unknown) => void
  readonly succeeded: () => void
} {
  let isDown = false
  return {
    failed: (error) => {
      if (!isDown) warn(`connections are found by what is known, the store does not answer: ${String(error)}`)
      isDown = true
    },
    succeeded: () => {
      isDown = false
    },
  }
}
