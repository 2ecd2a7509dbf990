import { connection, domain, organization, verified } from '../../../src/testing/organization-samples.ts'
import { loginEvent } from '../../../src/testing/store-samples.ts'
import { openStore, type StoreSetup } from './store-setup.ts'

/** What a writer is told first, and how far it says that the store has taken an organization. */
export interface RecordWriterSetup {
  readonly store: StoreSetup
  readonly prefix: string
}
export interface RecordsAcknowledged {
  readonly id: string
  readonly steps: number
}

const lanes = 4

/** Writes organizations with a domain and a connection, and removes some of them, as fast as it can, until it is killed. */
async function write({ store, prefix }: RecordWriterSetup): Promise<void> {
  const { organizations, domains, connections } = openStore(store)
  const fill = async (lane: number): Promise<never> => {
    for (let index = 0; ; index += 1) {
      const id = `${prefix}-${lane}-${index}`
      const name = domain(id, `${id}.test`)
      const event = [loginEvent(id, id)]
      const steps = [
        () => organizations.insert(organization(id), event),
        () => domains.insert(name, event),
        () => domains.replace(verified(name), event),
        () => connections.insert(connection(id, id), event),
        ...(index % 3 === 2 ? [() => organizations.remove(id, event)] : []),
      ]
      for (const [step, take] of steps.entries()) {
        if (!(await take())) throw new Error(`${id} refused step ${step}`)
        process.send?.({ id, steps: step + 1 } satisfies RecordsAcknowledged)
        // A turn of the event loop, or nothing would ever be sent.
        await new Promise(setImmediate)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => fill(lane)))
}

process.once('message', (setup: RecordWriterSetup) => void write(setup))
