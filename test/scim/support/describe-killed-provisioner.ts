import { describe, expect, test } from 'vitest'
import { startProcess } from '../../../packages/sdk-node/test/stores/support/start-process.ts'
import { openStore, type StoreSetup } from '../../../packages/sdk-node/test/stores/support/store-setup.ts'
import { group, user } from '../sequences/urns.ts'
import { patchOf } from '../sequences/patch-of.ts'
import { checkDeliveries } from './check-deliveries.ts'
import type { Listening, ProvisioningSetup } from './provisioning-process.ts'
import { sendByHand, type SocketAnswer } from './start-server.ts'
import { secrets, startStage } from './start-stage.ts'
import { startReceiver, type Receiver } from './start-receiver.ts'

const wantedWrites = 1000
/** So many more are acknowledged in each round before the process is killed. */
const writesPerRound = 170
const lanes = 8
/** The last one is started when nobody believes any more that those before are still sending: what they had taken is free. */
const clockAheadMs = 120_000
const processFile = '../../../../../test/scim/support/provisioning-process.ts'

/** What was acknowledged: a user's display name, by id; null: they were removed. And who is in the group. */
interface Acknowledged {
  readonly users: Map<string, string | null>
  readonly members: Set<string>
  writes: number
}

type Ask = (method: string, path: string, body?: object) => Promise<SocketAnswer>

/** Kills an app while it writes and delivers, again and again. */
export function describeKilledProvisioner(name: string, makeSetup: () => Promise<StoreSetup>): void {
  describe(`an app on ${name} that is killed while it provisions and delivers`, () => {
    test('has every write it acknowledged, and delivers every event, in the order of each subject', async () => {
      const setup = await makeSetup()
      const receiver = await startReceiver()
      const { token, groupId } = await prepare(setup, receiver)
      const acknowledged: Acknowledged = { users: new Map(), members: new Set(), writes: 0 }
      let rounds = 0
      while (acknowledged.writes < wantedWrites) {
        rounds += 1
        await writeAndKill(setup, { token, groupId, round: rounds }, acknowledged)
      }
      expect(rounds).toBeGreaterThan(3)
      const app = await startProcess(processFile, { store: setup, secrets, clockAheadMs } satisfies ProvisioningSetup)
      await checkWrites(setup, groupId, acknowledged)
      await checkDeliveries(setup, receiver)
      await app.kill()
      await receiver.close()
    }, 240_000)
  })
}

async function prepare(setup: StoreSetup, receiver: Receiver): Promise<{ token: string; groupId: string }> {
  const store = openStore(setup)
  const { auth, addProvisioner, base } = await startStage(store, { webhooks: { insecureAllowPrivateNetwork: true } })
  const { token } = await addProvisioner('acme')
  const { secret } = await auth.webhooks.create({ organizationId: 'acme', url: receiver.url })
  if (secret === null) throw new Error('wanted a secret to verify with')
  receiver.expect(secret)
  const made = await auth.handler(
    new Request(`${base}/Groups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ schemas: [group], displayName: 'Sales' }),
    }),
  )
  const { id } = (await made.json()) as { id: string }
  await store.close()
  return { token, groupId: id }
}

/** Lets the app acknowledge so many writes, and kills it while the next are under way. */
async function writeAndKill(
  store: StoreSetup,
  { token, groupId, round }: { readonly token: string; readonly groupId: string; readonly round: number },
  acknowledged: Acknowledged,
): Promise<void> {
  const { child, kill } = await startProcess(processFile, {
    store,
    secrets,
    clockAheadMs: 0,
  } satisfies ProvisioningSetup)
  const { port } = await new Promise<Listening>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the app ended by itself: ${code}`)))
  })
  const ask: Ask = (method, path, body) =>
    sendByHand(
      { port },
      {
        method,
        path: `/auth/scim/v2${path}`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      },
      (outgoing) => outgoing.end(body === undefined ? undefined : JSON.stringify(body)),
    )
  const until = acknowledged.writes + writesPerRound
  const isEnough = (): boolean => acknowledged.writes >= until
  let enough = (): void => {}
  const reached = new Promise<void>((resolve) => {
    enough = resolve
  })
  const work = Array.from({ length: lanes }, (_, lane) =>
    runLane(ask, `${round}.${lane}`, groupId, acknowledged, () => {
      if (isEnough()) enough()
    }),
  )
  // A lane that fails before anybody is killed is a finding.
  await Promise.race([reached, Promise.all(work)])
  // The lanes go on: something is under way at whatever moment this comes.
  await kill()
  await Promise.allSettled(work)
}

/** Makes people, changes them, puts them into the group and removes some, until the app is gone. */
async function runLane(
  ask: Ask,
  prefix: string,
  groupId: string,
  acknowledged: Acknowledged,
  written: () => void,
): Promise<void> {
  const must = async (method: string, path: string, body?: object): Promise<SocketAnswer> => {
    const answer = await ask(method, path, body)
    // Everybody writes to one group: whoever was too slow is told to try again.
    if (answer.status === 409 && method === 'PATCH') return must(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`)
    return answer
  }
  const note = (change: () => void): void => {
    change()
    acknowledged.writes += 1
    written()
  }
  for (let index = 0; ; index++) {
    const made = await must('POST', '/Users', {
      schemas: [user],
      userName: `p${prefix}.${index}@acme.test`,
      displayName: 'new',
    })
    const { id } = JSON.parse(made.text) as { id: string }
    note(() => acknowledged.users.set(id, 'new'))
    for (const value of ['first', 'second']) {
      // From here until it is acknowledged nobody knows which of the two it is.
      acknowledged.users.delete(id)
      await must('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'displayName', value }))
      note(() => acknowledged.users.set(id, value))
    }
    await must('PATCH', `/Groups/${groupId}`, patchOf({ op: 'add', path: 'members', value: [{ value: id }] }))
    note(() => acknowledged.members.add(id))
    if (index % 3 !== 0) continue
    acknowledged.users.delete(id)
    acknowledged.members.delete(id)
    await must('DELETE', `/Users/${id}`)
    note(() => acknowledged.users.set(id, null))
  }
}

async function checkWrites(setup: StoreSetup, groupId: string, { users, members }: Acknowledged): Promise<void> {
  const store = openStore(setup)
  for (const [id, displayName] of users)
    expect([id, (await store.users.find('acme', id))?.name ?? null]).toEqual([id, displayName])
  const inside = await store.groups.listInside(groupId, [...members])
  expect([...inside].toSorted()).toEqual([...members].toSorted())
  await store.close()
}
