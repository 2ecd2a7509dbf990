import { expect, vi } from 'vitest'
import { createDiscovery, type Discovery } from '../../src/discovery/create-discovery.ts'
import { discover } from '../../src/discovery/discover.ts'
import { parseTypedEmail } from '../../src/discovery/parse-email.ts'
import type { Connection } from '../../src/model/connection.ts'
import type { ConnectionRecord } from '../../src/model/connection-record.ts'
import type { Organization } from '../../src/model/organization.ts'
import type { ReadConnection } from '../../src/ports/connections.ts'
import type { LogEntry } from '../../src/ports/log.ts'
import type { Store } from '../../src/ports/store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from './stored-records.ts'
import { watchStore, type WatchedStore } from './watched-store.ts'

/** A connection of the options. */
export const fixed: Connection = {
  id: 'fixed',
  name: 'Fixed',
  organization: { id: 'example', name: 'Example' },
  status: 'active',
  domains: ['example.test'],
  anyDomain: false,
} as unknown as Connection

/** The discovery of one process, and what happens around it. */
export interface Instance extends Discovery, WatchedStore {
  readonly log: readonly LogEntry[]
  readonly warnings: () => readonly string[]
  /** Lets time pass for what is known. */
  readonly pass: (ms: number) => void
  readonly setNow: (now: Date) => void
  readonly readCount: () => number
  readonly idsFor: (email: string) => Promise<readonly string[]>
  /** Asks until everything is in memory. */
  readonly load: () => Promise<void>
}

/** @param inner is shared by several instances. */
export function createInstance(
  inner: Store,
  over: { maxDomains?: number; listen?: boolean; fixed?: boolean } = {},
): Instance {
  const log: LogEntry[] = []
  const watched = watchStore(inner, { listen: over.listen ?? false })
  let [elapsed, reads, now] = [0, 0, new Date('2030-01-01T00:00:00Z')]
  const readRecord = (record: ConnectionRecord, organization: Organization): ReadConnection => {
    reads += 1
    const { id, name, status, settings } = record
    const connection = { id, name, status, organization, domains: [], anyDomain: settings['anyDomain'] === true }
    if (settings['complete'] === false) return { connection: null, problems: ['needs metadata'] }
    return { connection: connection as unknown as Connection, problems: [] }
  }
  const discovery = createDiscovery({
    sources: over.fixed === true ? [{ kind: 'ready', connection: fixed }] : [],
    defaultConnectionId: null,
    loadMetadata: async () => Promise.reject(new Error('nothing to load')),
    store: watched.store,
    getReadRecord: async () => readRecord,
    maxDomains: over.maxDomains ?? 1000,
    log: (entry) => log.push(entry),
    now: () => now,
    elapsedMs: () => elapsed,
  })
  return {
    ...discovery,
    ...watched,
    log,
    warnings: () => log.flatMap((entry) => (entry.event === 'config.warning' ? [entry.message] : [])),
    pass: (ms) => void (elapsed += ms),
    setNow: (next) => void (now = next),
    readCount: () => reads,
    idsFor: async (email) => (await discover(parseTypedEmail(email)!, discovery.connections)).map(({ id }) => id),
    load: async () => {
      await discovery.connections.findByDomain('nobody.test')
      await vi.waitFor(async () => expect((await discovery.report()).complete).toBe(true))
    },
  }
}

/** Two organizations, with domains and connections in all states. */
export async function createStore(): Promise<Store> {
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme', { supportContact: 'it@acme.test' }), organizationRecord('globex')],
    domains: [
      domainRecord('acme.test', 'acme'),
      domainRecord('xn--bcher-kva.example', 'acme'),
      domainRecord('globex.test', 'globex', { includeSubdomains: true }),
      domainRecord('only.globex.test', 'globex', { connectionIds: ['globex-two'] }),
      domainRecord('claimed.test', 'globex', { status: 'unverified', verifiedAt: null }),
    ],
    connections: [
      connectionRecord('acme-saml', 'acme', {}),
      connectionRecord('acme-draft', 'acme', { complete: false }, { status: 'draft' }),
      connectionRecord('globex-one', 'globex', {}),
      connectionRecord('globex-two', 'globex', {}),
    ],
  })
  return store
}
