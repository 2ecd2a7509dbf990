import type { Store } from '../../../src/ports/store.ts'
import { connection, domain, organization, verified } from '../../../src/testing/organization-samples.ts'
import { group, link, loginEvent, mapping, user } from '../../../src/testing/store-samples.ts'
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

/** Everything an organization has, one write after the other, and then nothing of it. */
function stepsOf(id: string, store: Store, isRemoved: boolean): readonly (() => Promise<boolean>)[] {
  const { organizations, domains, connections, users, groups, roleMappings } = store
  const name = domain(id, `${id}.test`)
  const [userId, groupId] = [`u-${id}`, `g-${id}`]
  const ana = user(userId, id, `ana@${id}.test`)
  const event = [loginEvent(id, id)]
  return [
    () => organizations.insert(organization(id), event),
    () => domains.insert(name, event),
    () => domains.replace(verified(name), event),
    () => connections.insert(connection(id, id), event),
    () => users.insert(ana, { ...link, connectionId: id, subject: id }, event),
    () => groups.insert(group(groupId, id, 'Buyers', id), event),
    () => groups.change({ add: [{ groupId, userId }], remove: [] }, event),
    () => roleMappings.put(mapping(groupId, id, 'buyer'), event),
    () => users.replace({ ...ana, name: 'Ana Souza', version: 2 }, event),
    ...(isRemoved ? [() => organizations.remove(id, event)] : []),
  ]
}

/** Writes organizations with all they have, and removes some of them, as fast as it can, until it is killed. */
async function write({ store, prefix }: RecordWriterSetup): Promise<void> {
  const opened = openStore(store)
  const fill = async (lane: number): Promise<never> => {
    for (let index = 0; ; index += 1) {
      const id = `${prefix}-${lane}-${index}`
      for (const [step, take] of stepsOf(id, opened, index % 3 === 1).entries()) {
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
