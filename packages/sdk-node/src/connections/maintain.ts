import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { maintainConnection, type Maintained } from './maintain-connection.ts'
import type { MaintenanceReport } from './manage-connections.ts'
import { retryMs } from './refresh-times.ts'
import { settleRecord } from './settle-record.ts'

/** At once; each may wait for an IdP as long as the fetch lets it. */
const batchSize = 10
/** In one call. The rest is due the next time. */
const maxConnections = 500
/** As long as one instance may take for a connection before another one tries. */
const claimMs = 10 * 60 * 1000

/** Does what is due, in batches. What another instance is doing, or has just done, is left to it. */
export async function maintain(tools: ConnectionTools): Promise<MaintenanceReport> {
  const seen = new Set<string>()
  const done: { readonly id: string; readonly maintained: Maintained | 'broken' }[] = []
  while (seen.size < maxConnections) {
    const due = await tools.store.connections.listDue(tools.now(), seen.size + batchSize)
    const batch = due.filter(({ id }) => !seen.has(id)).slice(0, batchSize)
    if (batch.length === 0) break
    for (const { id } of batch) seen.add(id)
    const results = await Promise.all(
      batch.map(async (record) => ({ id: record.id, maintained: await maintainOne(record, tools) })),
    )
    for (const { id, maintained } of results) if (maintained !== null) done.push({ id, maintained })
  }
  const idsOf = (metadata: Maintained['metadata']): readonly string[] =>
    done.filter(({ maintained }) => maintained !== 'broken' && maintained.metadata === metadata).map(({ id }) => id)
  const broken = done.filter(({ maintained }) => maintained === 'broken').map(({ id }) => id)
  return {
    checked: done.length,
    refreshed: idsOf('refreshed'),
    failed: [...idsOf('failed'), ...broken],
    warnings: done.reduce((sum, { maintained }) => sum + (maintained === 'broken' ? 0 : maintained.warnings), 0),
  }
}

/** Null: somebody else takes care of it. */
async function maintainOne(due: ConnectionRecord, tools: ConnectionTools): Promise<Maintained | 'broken' | null> {
  const now = tools.now()
  // Of this version: whatever is written makes it anybody's again.
  const claim = `connection-maintenance:${due.id}:${due.version}`
  if (!(await tools.store.replays.claim(claim, new Date(now.getTime() + claimMs), now))) return null
  try {
    const maintained = await maintainConnection(due, tools)
    const record = settleRecord(maintained.record, due, tools)
    return (await tools.store.connections.replace(record, maintained.events)) ? maintained : null
  } catch (error) {
    if (error instanceof AuthError && error.code === 'STORE_UNAVAILABLE') throw error
    // One that cannot be handled must not keep the others from their turn.
    const later = { ...due, dueAt: new Date(tools.now().getTime() + retryMs), version: due.version + 1 }
    return (await tools.store.connections.replace(later, [])) ? 'broken' : null
  }
}
