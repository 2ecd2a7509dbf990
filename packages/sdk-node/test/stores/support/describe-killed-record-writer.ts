import { describe, expect, test } from 'vitest'
import { verifyLog } from '../../../src/events/verify-log.ts'
import type { SqlStore } from '../../../src/stores/sql-store.ts'
import type { RecordsAcknowledged, RecordWriterSetup } from './record-writer-process.ts'
import { startProcess } from './start-process.ts'
import { openStore, type StoreSetup } from './store-setup.ts'

const rounds = 3

/**
 * What is there of an organization after so many steps: itself, its domains, those verified, its connections, its people, their
 * links, its groups, their members, those mapped to a role, the person's version.
 */
const afterSteps: Readonly<Record<number, readonly number[]>> = {
  1: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  2: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  3: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  4: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
  5: [1, 1, 1, 1, 1, 1, 0, 0, 0, 1],
  6: [1, 1, 1, 1, 1, 1, 1, 0, 0, 1],
  7: [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
  8: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  9: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
  10: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
}
/** People and groups are read when they are needed, so nobody is told of them. Removing tells of each thing that went. */
const toldAfter = (steps: number): number => (steps === 10 ? 7 : Math.min(steps, 4))

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
  const { organizations, domains, connections, users, groups, roleMappings } = store
  const [userId, groupId] = [`u-${id}`, `g-${id}`]
  return [
    (await organizations.find(id)) === null ? 0 : 1,
    (await domains.list(id)).length,
    (await domains.findVerified([`${id}.test`])).length,
    (await connections.list(id)).length,
    await users.count(id),
    (await users.findByLink({ connectionId: id, subject: id })) === null ? 0 : 1,
    (await groups.list({ organizationId: id, limit: 10 })).length,
    await groups.countMembers(groupId),
    (await roleMappings.list(id)).length,
    (await users.find(id, userId))?.version ?? 0,
  ]
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

/** Two writers at once, killed at different moments, in the middle of any write. */
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
            ['a', 'b'].map((writer, index) => writeAndKill(setup, `${writer}${round}`, 90 + (round + index) * 13)),
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
          expect(told.filter(({ organizationId }) => organizationId === id)).toHaveLength(toldAfter(steps))
        }
        await store.close()
      },
    )
  })
}
