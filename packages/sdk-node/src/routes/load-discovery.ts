import type { Config } from '../config/config.ts'
import type { Discovery } from '../discovery/create-discovery.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import type { RecordTools } from './load-record-tools.ts'

type MetadataSource = Extract<ConnectionSource, { kind: 'metadata-url' }>

/** What finding connections needs beside the options. */
export interface DiscoveryParts {
  readonly store: Store
  readonly tools: () => Promise<RecordTools>
  readonly fetchOf: (source: MetadataSource) => Outside['fetch']
}

/** Loads what finds connections: with the first lookup, because most of what an app does asks for none. */
export async function loadDiscovery(config: Config, { store, tools, fetchOf }: DiscoveryParts): Promise<Discovery> {
  const [{ createDiscovery }, { createMetadataLoader }] = await Promise.all([
    import('../discovery/create-discovery.ts'),
    import('../discovery/metadata-loader.ts'),
  ])
  const { now, log } = config
  return createDiscovery({
    sources: config.connections,
    defaultConnectionId: config.defaultConnectionId,
    loadMetadata: createMetadataLoader((source) => ({ now, fetch: fetchOf(source) })),
    store,
    getReadRecord: async () => (await tools()).readRecord,
    maxDomains: config.maxDomainsInMemory,
    log,
    now,
  })
}
