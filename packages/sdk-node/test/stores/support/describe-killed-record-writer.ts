import { describe, expect, test } from 'vitest'
import { verifyLog } from '../../../src/events/verify-log.ts'
import type { SqlStore } from '../../../src/stores/sql-store.ts'
import type { RecordsAcknowledged, RecordWriterSetup } from './record-writer-process.ts'
import { startProcess } from './start-process.ts'
import { openStore, type StoreSetup } from './store-setup.ts'

const rounds = 3

/** What is there of an organization after so many steps: itself, its domains, those verified, its connections. */
const afterSteps: Readonly<Record<number, readonly number[]>> = {
  1: [1, 0, 0, 0],
  2: [1, 1, 0, 0],
  3: [1, 1, 1, 0],
  4: [1, 1, 1, 1],
  5: [0, 0, 0, 0],
}
/** Removing tells of each thing that went. */
const changesAfterSteps: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 7 }

/** Lets a writer say so many times that something was written, and kills it while it writes the next. */
async function writeAndKill(store: StoreSetup, prefix: string, after: number): Promise<ReadonlyMap<string, number>> {
  const setup: RecordWriterSetup = { store, prefix }
  const { child, kill } = await startProcess('record-writer-process.ts', setup)
  const acknowledged = new Map<string, number>()
  let heard = 0
  await new Promise<void>((resolve, reject) => {
    child.on('message', ({ id, steps }: RecordsAcknowledged) => {
      acknowledged.set(id, steps)
      heard += 1
      if (heard >= after) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the writer ended by itself: ${code}`)))
  })
  await kill()
  return acknowledged
}

async function stateOf(store: SqlStore, id: string): Promise<readonly number[]> {
  const [found, domains, connections] = await Promise.all([
    store.organizations.find(id),
    store.domains.list(id),
    store.connections.list(id),
  ])
  const verified = await store.domains.findVerified([`${id}.test`])
  return [found === null ? 0 : 1, domains.length, verified.length, connections.length]
}

/** All changes, in order. */
async function listChanges({ changes }: SqlStore): Promise<readonly { sequence: number; organizationId: string }[]> {
  const all: { sequence: number; organizationId: string }[] = []
  for (;;) {
    const more = await changes.list(all.length, 100)
    if (more === null) throw new Error(`wanted the changes after ${all.length}, got a gap`)
    if (more.length === 0) return all
    all.push(...more)
  }
}

/** Two writers at once, killed at different moments. */
export function describeKilledRecordWriter(name: string, makeSetup: () => Promise<StoreSetup>): void {
  describe(`a writer of organizations to ${name} that is killed`, () => {
    test(
      'loses nothing it acknowledged, and leaves no write without its event and its change',
      { timeout: 120_000 },
      async () => {
        const setup = await makeSetup()
        const acknowledged = new Map<string, number>()
        for (let round = 0; round < rounds; round += 1)
          for (const some of await Promise.all(
            ['a', 'b'].map((writer, index) => writeAndKill(setup, `${writer}${round}`, 30 + (round + index) * 7)),
          ))
            for (const [id, steps] of some) acknowledged.set(id, steps)
        const store = openStore(setup)
        const told = await listChanges(store)
        expect(await store.changes.head()).toBe(told.length)
        const ids = new Set(told.map(({ organizationId }) => organizationId))
        expect([...acknowledged.keys()].filter((id) => !ids.has(id))).toEqual([])
        for (const id of ids) {
          // One event for each step: the acknowledged ones, and at most one that nobody could be told of.
          const log = await verifyLog(store.events, id)
          expect(log.ok).toBe(true)
          const steps = log.ok ? log.count : 0
          expect(steps - (acknowledged.get(id) ?? 0)).toBeOneOf([0, 1])
          expect([id, await stateOf(store, id)]).toEqual([id, afterSteps[steps]])
          expect(told.filter(({ organizationId }) => organizationId === id)).toHaveLength(
            changesAfterSteps[steps] ?? -1,
          )
        }
        await store.close()
      },
    )
  })
}
