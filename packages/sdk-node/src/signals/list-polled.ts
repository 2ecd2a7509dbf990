import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Store } from '../ports/store.ts'
import { isClaims } from './json-values.ts'

const pageSize = 500
const changesAtOnce = 1000

/** Which connections of the store are polled. */
export interface PolledConnections {
  /** Ids. Costs one small query while no connection is written. */
  readonly list: () => Promise<readonly string[]>
}

type Stores = Pick<Store, 'organizations' | 'connections' | 'changes'>

/** Ids of the polled connections, each with its organization. */
type Polled = Map<string, string>

/** Reads all connections once, and from then on those that were written. */
export function createPolledConnections(store: Stores): PolledConnections {
  let known: { readonly polled: Polled; sequence: number } | null = null

  const startOver = async (): Promise<readonly string[]> => {
    const sequence = await store.changes.head()
    const polled: Polled = new Map()
    for await (const organizationId of listOrganizations(store)) await readOrganization(organizationId, polled, store)
    known = { polled, sequence }
    return [...polled.keys()]
  }
  const list = async (): Promise<readonly string[]> => {
    if (known === null || (await store.changes.head()) < known.sequence) return startOver()
    for (;;) {
      const changes = await store.changes.list(known.sequence, changesAtOnce)
      if (changes === null) return startOver()
      for (const { kind, key } of changes) {
        if (kind === 'organization') await readOrganization(key, known.polled, store)
        if (kind === 'connection') await readConnection(key, known.polled, store)
      }
      known.sequence = changes.at(-1)?.sequence ?? known.sequence
      if (changes.length < changesAtOnce) return [...known.polled.keys()]
    }
  }
  return Object.freeze({ list })
}

/** It may be gone, and its connections with it. */
async function readOrganization(organizationId: string, polled: Polled, { connections }: Stores): Promise<void> {
  for (const [id, owner] of polled) if (owner === organizationId) polled.delete(id)
  for (const record of await connections.list(organizationId))
    if (isPolled(record)) polled.set(record.id, organizationId)
}

async function readConnection(id: string, polled: Polled, { connections }: Stores): Promise<void> {
  const record = await connections.find(id)
  if (record !== null && isPolled(record)) polled.set(id, record.organizationId)
  else polled.delete(id)
}

async function* listOrganizations({ organizations }: Pick<Store, 'organizations'>): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    const page = await organizations.list({ limit: pageSize, ...(after !== undefined && { after }) })
    for (const { id } of page) yield id
    after = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

function isPolled({ status, settings }: ConnectionRecord): boolean {
  const { signals } = settings
  return status === 'active' && isClaims(signals) && typeof signals['pollUrl'] === 'string'
}
