import assert from 'node:assert/strict'
import type { AuthEvent, EventDraft } from '../model/event.ts'
import { firstHead, hashEvent, sealEvent } from '../model/seal-event.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { loginEvent, now, twenty } from './store-samples.ts'

/** The log: per organization in order, without a gap, each event bound to the one before it. */
export function describeEvents(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives an event back as it was, with its place', async () => {
    const { events } = await makeStore()
    await events.append([rich])
    assert.deepEqual(await events.list({ organizationId: 'acme', limit: 10 }), [sealEvent(rich, firstHead)])
  })
  test('has neither events nor a head of an organization where nothing happened', async () => {
    const { events } = await makeStore()
    await events.append([])
    assert.deepEqual(await events.list({ organizationId: 'acme', limit: 10 }), [])
    assert.equal(await events.head('acme'), null)
  })
  test('numbers events that are appended at once without a gap, and chains them', async () => {
    const { events } = await makeStore()
    await Promise.all(
      twenty.map((index) =>
        events.append([loginEvent(`a${index}`, 'acme'), loginEvent(`b${index}`, 'acme')]).then(() => undefined),
      ),
    )
    const log = await events.list({ organizationId: 'acme', limit: 100 })
    assert.equal(log.length, 40)
    checkChain(log)
    assert.equal(new Set(log.map(({ id }) => id)).size, 40)
    // What was appended in one step stays together.
    for (const [index, { id }] of log.entries())
      if (index % 2 === 1) assert.equal(id.replace('b', 'a'), log[index - 1]?.id)
    const last = log.at(-1)
    assert.deepEqual(await events.head('acme'), { sequence: 40, hash: last?.hash })
  })
  test('numbers each organization by itself, and shows none the events of another', async () => {
    const { events } = await makeStore()
    const append = (index: number): readonly Promise<void>[] => [
      events.append([loginEvent(`a${index}`, 'acme'), loginEvent(`g${index}`, 'globex')]),
      events.append([loginEvent(`h${index}`, 'globex'), loginEvent(`b${index}`, 'acme')]),
    ]
    await Promise.all(twenty.slice(0, 10).flatMap(append))
    for (const [organizationId, letters] of [['acme', /^[ab]/] as const, ['globex', /^[gh]/] as const]) {
      const log = await events.list({ organizationId, limit: 100 })
      assert.equal(log.length, 20)
      checkChain(log)
      assert.ok(log.every((event) => event.organizationId === organizationId && letters.test(event.id)))
    }
    assert.deepEqual(await events.list({ organizationId: 'acm', limit: 100 }), [])
  })
  test('lists what comes after a sequence, by type and target, up to the limit', async () => {
    const { events } = await makeStore()
    const drafts = twenty.map((index) =>
      index % 2 === 0 ? loginEvent(`e${index}`, 'acme', `u${index % 4}`) : { ...failed, id: `e${index}` },
    )
    await events.append(drafts)
    const list = async (filter: object): Promise<readonly number[]> => {
      const found = await events.list({ organizationId: 'acme', limit: 100, ...filter })
      return found.map(({ sequence }) => sequence)
    }
    assert.deepEqual(await list({ after: 18 }), [19, 20])
    assert.deepEqual(await list({ newestFirst: true, limit: 3 }), [20, 19, 18])
    assert.deepEqual(await list({ newestFirst: true, before: 18, limit: 2 }), [17, 16])
    assert.deepEqual(await list({ before: 3 }), [1, 2])
    assert.deepEqual(await list({ before: 1 }), [])
    assert.deepEqual(await list({ after: 20 }), [])
    assert.deepEqual(await list({ limit: 3 }), [1, 2, 3])
    assert.deepEqual(await list({ types: ['login.failed'], limit: 2, after: 2 }), [4, 6])
    assert.deepEqual(await list({ types: ['login.failed', 'login.succeeded'], limit: 2 }), [1, 2])
    assert.deepEqual(await list({ types: [] }), [])
    assert.deepEqual(await list({ targetId: 'u2' }), [3, 7, 11, 15, 19])
    assert.deepEqual(await list({ targetId: 'u2', types: ['login.failed'] }), [])
    assert.deepEqual(await list({ targetId: 'nobody' }), [])
  })
  test('lists what somebody did, how it ended and when it was', async () => {
    const { events } = await makeStore()
    const at = (ms: number): Date => new Date(now.getTime() + ms)
    await events.append([
      { ...loginEvent('e1', 'acme'), occurredAt: at(1) },
      { ...failed, id: 'e2', occurredAt: at(2) },
      { ...rich, id: 'e3', actor: { type: 'api', id: 'key' }, occurredAt: at(3) },
      { ...rich, id: 'e4', actor: { type: 'api', id: 'key' }, occurredAt: at(4), organizationId: 'globex' },
    ])
    const list = async (filter: object): Promise<readonly string[]> =>
      (await events.list({ organizationId: 'acme', limit: 100, ...filter })).map(({ id }) => id)
    assert.deepEqual(await list({ actorId: 'key' }), ['e3'])
    assert.deepEqual(await list({ actorId: 'nobody' }), [])
    assert.deepEqual(await list({ outcome: 'failure' }), ['e2'])
    assert.deepEqual(await list({ outcome: 'success' }), ['e1', 'e3'])
    assert.deepEqual(await list({ since: at(2) }), ['e2', 'e3'])
    assert.deepEqual(await list({ until: at(2) }), ['e1'])
    assert.deepEqual(await list({ since: at(2), until: at(3), outcome: 'success' }), [])
  })
}

/** Each follows the one before, and is what its hash says. */
function checkChain(log: readonly AuthEvent[]): void {
  for (const [index, event] of log.entries()) {
    assert.equal(event.sequence, index + 1)
    assert.equal(event.previousHash, log[index - 1]?.hash ?? firstHead.hash)
    assert.equal(event.hash, hashEvent(event))
  }
}

const failed: EventDraft = {
  ...loginEvent('e', 'acme'),
  type: 'login.failed',
  actor: { type: 'user', id: null },
  target: { type: 'connection', id: 'c' },
  outcome: 'failure',
  reason: 'LOGIN_REPLAYED',
  data: { connectionId: 'c', loginId: null, incidentId: '0123456789ab' },
}

/** What text can do to a row, a line or a hash. */
const rich: EventDraft = {
  ...loginEvent('e', 'acme'),
  type: 'user.updated',
  occurredAt: new Date(now.getTime() + 1),
  actor: { type: 'api', id: 'key "1"; drop table launchpad_events --' },
  ip: null,
  userAgent: `evil\r\n\0agent \ud83d ${'x'.repeat(5000)}`,
  data: {
    connectionId: null,
    old: { name: null, roles: [] },
    new: { name: 'Zoë "Ζ" 🙂\n\0\ud83d', email: '\u2028', roles: ['buyer', 'comprador, sênior'], status: 'active' },
  },
}
