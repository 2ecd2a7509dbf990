import assert from 'node:assert/strict'
import type { WebhookEndpoint } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import { organization } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { later, loginEvent, twenty } from './store-samples.ts'
import { delivery, endpoint, sendOut } from './webhook-samples.ts'

/** Who is told what happens. */
export function describeWebhooks(makeStore: () => Promise<Store>, runner: Runner): void {
  describeWrites(makeStore, runner)
  describeLists(makeStore, runner)
  describeOutcomes(makeStore, runner)
  describeEndpointRemovals(makeStore, runner)
}

const rich: WebhookEndpoint = {
  ...endpoint('e-rich', 'acme'),
  name: 'Zoë "1"; drop table launchpad_webhook_endpoints --',
  format: 'set',
  transport: 'poll',
  url: null,
  types: ['user.created', 'group.deleted'],
  status: 'disabled',
  disabledReason: 'nothing arrived for three days',
  sealedSecrets: null,
  tokenHash: 'hash',
  lastSuccessAt: later(1),
  failingSince: later(2),
  createdAt: later(3),
  updatedAt: later(4),
}

function describeWrites(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives an endpoint back as it was put, and null for one it never had', async () => {
    const { webhookEndpoints } = await makeStore()
    for (const one of [endpoint('e1', 'acme'), endpoint('e2', null), { ...rich, types: [] }]) {
      assert.equal(await webhookEndpoints.insert(one), true)
      assert.deepEqual(await webhookEndpoints.find(one.id), one)
    }
    assert.equal(await webhookEndpoints.find('e'), null)
  })
  test('refuses an endpoint whose id is there, and leaves that one', async () => {
    const { webhookEndpoints } = await makeStore()
    await webhookEndpoints.insert(endpoint('e1', 'acme'))
    assert.equal(await webhookEndpoints.insert({ ...rich, id: 'e1' }), false)
    assert.deepEqual(await webhookEndpoints.find('e1'), endpoint('e1', 'acme'))
  })
  test('replaces the version before only, with all that it says', async () => {
    const { webhookEndpoints } = await makeStore()
    await webhookEndpoints.insert(endpoint('e-rich', 'acme'))
    for (const version of [0, 1, 3]) assert.equal(await webhookEndpoints.replace({ ...rich, version }), false)
    assert.deepEqual(await webhookEndpoints.find('e-rich'), endpoint('e-rich', 'acme'))
    assert.equal(await webhookEndpoints.replace({ ...rich, version: 2 }), true)
    assert.deepEqual(await webhookEndpoints.find('e-rich'), { ...rich, version: 2 })
    assert.equal(await webhookEndpoints.replace({ ...rich, id: 'e-none', version: 2 }), false)
    assert.equal(await webhookEndpoints.find('e-none'), null)
  })
  test('of many that replace an endpoint at once, one wins', async () => {
    const { webhookEndpoints } = await makeStore()
    await webhookEndpoints.insert(endpoint('e1', 'acme'))
    const replaced = await Promise.all(
      twenty.map((index) => webhookEndpoints.replace({ ...endpoint('e1', 'acme'), name: `${index}`, version: 2 })),
    )
    assert.equal(replaced.filter(Boolean).length, 1)
    assert.equal((await webhookEndpoints.find('e1'))?.name, String(replaced.indexOf(true)))
  })
  test('writes the events of a write that was done, and none of one that was refused', async () => {
    const { webhookEndpoints, events } = await makeStore()
    const one = endpoint('e1', 'acme')
    await webhookEndpoints.insert(one, [loginEvent('inserted', 'acme')])
    await webhookEndpoints.insert(one, [loginEvent('inserted again', 'acme')])
    await webhookEndpoints.replace({ ...one, version: 2 }, [loginEvent('replaced', 'acme')])
    await webhookEndpoints.replace({ ...one, version: 2 }, [loginEvent('replaced again', 'acme')])
    await webhookEndpoints.remove('e1', [loginEvent('removed', 'acme')])
    await webhookEndpoints.remove('e1', [loginEvent('removed again', 'acme')])
    const log = await events.list({ organizationId: 'acme', limit: 10 })
    assert.deepEqual(
      log.map(({ id }) => id),
      ['inserted', 'replaced', 'removed'],
    )
  })
}

const idsOf = (endpoints: readonly WebhookEndpoint[]): readonly string[] => endpoints.map(({ id }) => id)

function describeLists(makeStore: () => Promise<Store>, { test }: Runner): void {
  const makeFilled = async (): Promise<Store['webhookEndpoints']> => {
    const { webhookEndpoints } = await makeStore()
    await webhookEndpoints.insert(endpoint('e4', 'acme'))
    await webhookEndpoints.insert(endpoint('e1', 'globex'))
    await webhookEndpoints.insert({ ...endpoint('e5', 'acme'), status: 'disabled' })
    await webhookEndpoints.insert(endpoint('e3', null))
    await webhookEndpoints.insert(endpoint('e2', 'acme'))
    await webhookEndpoints.insert({ ...endpoint('e6', null), status: 'disabled' })
    return webhookEndpoints
  }
  test('lists endpoints in the order of their ids: of an organization, of all, or every one', async () => {
    const endpoints = await makeFilled()
    assert.deepEqual(idsOf(await endpoints.list({ organizationId: 'acme', limit: 10 })), ['e2', 'e4', 'e5'])
    assert.deepEqual(idsOf(await endpoints.list({ organizationId: null, limit: 10 })), ['e3', 'e6'])
    assert.deepEqual(idsOf(await endpoints.list({ limit: 10 })), ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'])
    assert.deepEqual(idsOf(await endpoints.list({ limit: 2, after: 'e2' })), ['e3', 'e4'])
    assert.deepEqual(idsOf(await endpoints.list({ organizationId: 'acme', limit: 10, after: 'e4' })), ['e5'])
    assert.deepEqual(idsOf(await endpoints.list({ organizationId: 'acm', limit: 10 })), [])
  })
  test('lists the active endpoints that are told of an organization: its own and those of all', async () => {
    const endpoints = await makeFilled()
    assert.deepEqual(idsOf(await endpoints.listFor('acme')), ['e2', 'e3', 'e4'])
    assert.deepEqual(idsOf(await endpoints.listFor('globex')), ['e1', 'e3'])
    assert.deepEqual(idsOf(await endpoints.listFor('example')), ['e3'])
  })
}

function describeOutcomes(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('notes since when nothing arrives, and when something did, whatever the version', async () => {
    const { webhookEndpoints } = await makeStore()
    await webhookEndpoints.insert(endpoint('e1', 'acme'))
    await webhookEndpoints.insert(endpoint('e2', 'acme'))
    const noted = async (seconds: number, isSuccess: boolean): Promise<unknown> => {
      await webhookEndpoints.noteOutcome('e1', { at: later(seconds), isSuccess })
      const { lastSuccessAt, failingSince, version } = (await webhookEndpoints.find('e1')) ?? {}
      return { lastSuccessAt, failingSince, version }
    }
    assert.deepEqual(await noted(1, false), { lastSuccessAt: null, failingSince: later(1), version: 1 })
    assert.deepEqual(await noted(2, false), { lastSuccessAt: null, failingSince: later(1), version: 1 })
    assert.deepEqual(await noted(3, true), { lastSuccessAt: later(3), failingSince: null, version: 1 })
    assert.deepEqual(await noted(4, false), { lastSuccessAt: later(3), failingSince: later(4), version: 1 })
    assert.deepEqual(await webhookEndpoints.find('e2'), endpoint('e2', 'acme'))
    await webhookEndpoints.noteOutcome('e-none', { at: later(5), isSuccess: true })
    assert.equal(await webhookEndpoints.find('e-none'), null)
  })
}

function describeEndpointRemovals(makeStore: () => Promise<Store>, { test }: Runner): void {
  const makeFilled = async (): Promise<Store> => {
    const store = await makeStore()
    await store.organizations.insert(organization('acme'))
    const owners = { 'e-acme': 'acme', 'e-globex': 'globex', 'e-all': null } as const
    for (const [id, organizationId] of Object.entries(owners))
      await store.webhookEndpoints.insert(endpoint(id, organizationId))
    await sendOut(store, 1, [delivery('e-acme', 'acme', 1), delivery('e-all', 'acme', 1)])
    await sendOut(store, 1, [delivery('e-globex', 'globex', 1), delivery('e-all', 'globex', 1)])
    return store
  }
  const listAll = async ({ webhookEndpoints, deliveries }: Store): Promise<readonly string[]> => {
    const ids = idsOf(await webhookEndpoints.list({ limit: 10 }))
    const all = ['e-acme', 'e-all', 'e-globex'].map((endpointId) => deliveries.list({ endpointId, limit: 10 }))
    const found = (await Promise.all(all)).flat().map((one) => `${one.endpointId} ${one.organizationId}`)
    return [...ids, ...found]
  }
  test('removes an endpoint with its deliveries, and nothing of another', async () => {
    const store = await makeFilled()
    assert.equal(await store.webhookEndpoints.remove('e-none'), false)
    assert.equal(await store.webhookEndpoints.remove('e-all'), true)
    assert.equal(await store.webhookEndpoints.remove('e-all'), false)
    assert.deepEqual(await listAll(store), ['e-acme', 'e-globex', 'e-acme acme', 'e-globex globex'])
    // Made again, it has nothing from before.
    await store.webhookEndpoints.insert(endpoint('e-all', null))
    assert.deepEqual(await store.deliveries.list({ endpointId: 'e-all', limit: 10 }), [])
  })
  test('forgets the endpoints of an organization with it, and leaves those of all', async () => {
    const store = await makeFilled()
    assert.equal(await store.organizations.remove('acme'), true)
    assert.deepEqual(await listAll(store), ['e-all', 'e-globex', 'e-all acme', 'e-all globex', 'e-globex globex'])
  })
}
