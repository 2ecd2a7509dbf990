import { loginEvent, user } from '../../../src/testing/store-samples.ts'
import { openStore, type StoreSetup } from './store-setup.ts'

/** What a writer is told first, and what it says of each user that the store has taken. */
export interface WriterSetup {
  readonly store: StoreSetup
  readonly prefix: string
}
export interface Acknowledged {
  readonly id: string
}

const lanes = 4

/** Writes users with their links and events, as fast as it can and several at once, until it is killed. */
async function write({ store, prefix }: WriterSetup): Promise<void> {
  const { users } = openStore(store)
  const fill = async (lane: number): Promise<never> => {
    for (let index = 0; ; index += 1) {
      const id = `${prefix}-${lane}-${index}`
      const link = { connectionId: 'c', subject: id }
      const written = await users.insert(user(id, 'acme', `${id}@acme.test`), link, [loginEvent(id, 'acme', id)])
      if (!written) throw new Error(`${id} is there already`)
      process.send?.({ id } satisfies Acknowledged)
      // A turn of the event loop, or nothing would ever be sent.
      await new Promise(setImmediate)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => fill(lane)))
}

process.once('message', (setup: WriterSetup) => void write(setup))
