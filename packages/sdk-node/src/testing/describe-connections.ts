import assert from 'node:assert/strict'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Store } from '../ports/store.ts'
import { connection, organization } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { later, now, twenty } from './store-samples.ts'

const idsOf = (connections: readonly ConnectionRecord[]): readonly string[] => connections.map(({ id }) => id)

/** A store with two customers. */
async function withCustomers(makeStore: () => Promise<Store>): Promise<Store> {
  const store = await makeStore()
  for (const id of ['acme', 'globex']) await store.organizations.insert(organization(id))
  return store
}

/** Connections: an id among all organizations, and each changed by its own organization only. */
export function describeConnections(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a connection back as it was put, with its times and what it last showed', async () => {
    const { connections } = await withCustomers(makeStore)
    const bare = connection('bare', 'acme')
    assert.equal(await connections.insert(rich), true)
    assert.equal(await connections.insert(bare), true)
    assert.deepEqual(await connections.find('rich'), rich)
    assert.deepEqual(await connections.find('bare'), bare)
    assert.deepEqual(await connections.list('acme'), [bare, rich])
    assert.deepEqual(await connections.list('globex'), [])
    assert.equal(await connections.find('nobody'), null)
  })
  test('refuses an id that any organization has, and an organization that is not there', async () => {
    const { connections } = await withCustomers(makeStore)
    const first = connection('c', 'acme')
    assert.equal(await connections.insert(first), true)
    assert.equal(await connections.insert(connection('c', 'globex')), false)
    assert.equal(await connections.insert(connection('d', 'nobody')), false)
    assert.equal(await connections.find('d'), null)
    assert.deepEqual(await connections.find('c'), first)
  })
  test('replaces the version before, and no other', async () => {
    const { connections } = await withCustomers(makeStore)
    const first = connection('rich', 'acme')
    await connections.insert(first)
    const replaced = await Promise.all(
      twenty.map((index) => connections.replace({ ...rich, name: `n${index}`, version: 2 })),
    )
    assert.equal(replaced.filter(Boolean).length, 1)
    for (const version of [1, 2, 4]) assert.equal(await connections.replace({ ...first, version }), false)
    assert.equal(await connections.replace({ ...connection('nobody', 'acme'), version: 2 }), false)
    const stored = await connections.find('rich')
    assert.deepEqual(stored, { ...rich, name: `n${replaced.indexOf(true)}`, version: 2 })
  })
  test('neither replaces nor removes the connection of another organization', async () => {
    const { connections } = await withCustomers(makeStore)
    const first = connection('c', 'acme')
    await connections.insert(first)
    assert.equal(await connections.replace({ ...first, organizationId: 'globex', version: 2 }), false)
    assert.equal(await connections.remove('globex', 'c'), false)
    assert.deepEqual(await connections.find('c'), first)
    assert.deepEqual(await connections.list('globex'), [])
    assert.equal(await connections.remove('acme', 'c'), true)
    assert.equal(await connections.remove('acme', 'c'), false)
    assert.equal(await connections.find('c'), null)
  })
  test('lists those that are due, the longest overdue first', async () => {
    const { connections } = await withCustomers(makeStore)
    const due = { b: later(-20), c: now, a: later(-10), later: later(1), never: null }
    for (const [id, dueAt] of Object.entries(due))
      await connections.insert({ ...connection(id, id === 'c' ? 'globex' : 'acme'), dueAt })
    assert.deepEqual(idsOf(await connections.listDue(now, 100)), ['b', 'a', 'c'])
    assert.deepEqual(idsOf(await connections.listDue(now, 2)), ['b', 'a'])
    await connections.replace({ ...connection('b', 'acme'), dueAt: null, version: 2 })
    assert.deepEqual(idsOf(await connections.listDue(now, 100)), ['a', 'c'])
    assert.deepEqual(await connections.listDue(later(-60), 100), [])
  })
}

const rich: ConnectionRecord = {
  ...connection('rich', 'acme'),
  name: 'Zoë "Ζ" 🙂; drop table launchpad_connections --',
  type: 'oidc',
  preset: 'entra',
  status: 'active',
  settings: { issuer: 'https://id.example.test', scopes: ['openid'], nested: { on: true, none: null, count: 1.5 } },
  sealedSecrets: 'sealed.v1.AAAA',
  provisioning: { mode: 'pre-provisioned', matchBy: 'username', caseSensitive: true },
  metadataRefresh: {
    url: 'https://idp.example.test/metadata',
    fetchedAt: later(-60),
    nextAt: later(60),
    failure: 'SAML_METADATA_INVALID',
    retiring: [{ certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n', until: later(3600) }],
  },
  warned: { 'sha256:00ff': 30 },
  lastTest: {
    id: 'test-1',
    at: later(-5),
    outcome: 'failed',
    code: 'SAML_SIGNATURE_INVALID',
    checks: [{ name: 'signature', outcome: 'failed', detail: 'wanted "Ζ"\0, got \ud83d' }],
    claims: { groups: ['a', 'b'], empty: [] },
    identity: { email: ['ana@acme.test'] },
  },
  dueAt: later(60),
  createdBy: { type: 'user', id: 'u1' },
  updatedAt: later(1),
}
