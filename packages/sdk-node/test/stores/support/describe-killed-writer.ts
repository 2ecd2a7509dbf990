import { describe, expect, test } from 'vitest'
import { verifyLog } from '../../../src/events/verify-log.ts'
import type { Engine } from '../../../src/stores/sql/engine.ts'
import { startProcess } from './start-process.ts'
import { openStore, type StoreSetup } from './store-setup.ts'
import type { Acknowledged, WriterSetup } from './writer-process.ts'

const rounds = 4

/** Lets a writer say so many times that a user was written, and kills it while it writes the next. */
async function writeAndKill(store: StoreSetup, prefix: string, after: number): Promise<readonly string[]> {
  const { child, kill } = await startProcess('writer-process.ts', { store, prefix } satisfies WriterSetup)
  const acknowledged: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.on('message', ({ id }: Acknowledged) => {
      acknowledged.push(id)
      if (acknowledged.length >= after) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the writer ended by itself: ${code}`)))
  })
  await kill()
  return acknowledged
}

/** Two writers at once, killed at different moments: what was acknowledged is there, and nothing is there by half. */
export function describeKilledWriter(
  name: string,
  makeSetup: () => Promise<StoreSetup>,
  open: (setup: StoreSetup) => Promise<Engine>,
): void {
  describe(`a writer of ${name} that is killed`, () => {
    test(
      'loses nothing it acknowledged, and leaves no user without a link and an event',
      { timeout: 120_000 },
      async () => {
        const setup = await makeSetup()
        const acknowledged: string[] = []
        for (let round = 0; round < rounds; round += 1)
          for (const ids of await Promise.all(
            ['a', 'b'].map((writer, index) => writeAndKill(setup, `${writer}${round}`, 10 + (round + index) * 7)),
          ))
            acknowledged.push(...ids)
        expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 2 * 10)
        const store = openStore(setup)
        for (const id of acknowledged) {
          expect((await store.users.find('acme', id))?.id).toBe(id)
          expect((await store.users.findByLink({ connectionId: 'c', subject: id }))?.id).toBe(id)
        }
        const whole = await verifyLog(store.events, 'acme')
        await store.close()
        const engine = await open(setup)
        const halves = await engine.run((db) =>
          db
            .selectFrom('launchpad_users')
            .leftJoin('launchpad_links', 'user_id', 'launchpad_users.id')
            .select('launchpad_users.id')
            .where('user_id', 'is', null)
            .execute(),
        )
        const users = await engine.run((db) => db.selectFrom('launchpad_users').select('id').execute())
        await engine.close()
        expect(halves).toEqual([])
        // The log is unbroken, and has one event for each user: the acknowledged and those that nobody could be told of.
        expect(whole).toMatchObject({ ok: true, count: users.length })
      },
    )
  })
}
