import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { makeScimStore, scimToken } from './scim-samples.ts'
import { later, loginEvent, twenty } from './store-samples.ts'

/** Tokens of SCIM clients: each of one connection. */
export function describeScimTokens(makeStore: () => Promise<Store>, { test }: Runner): void {
  const token = scimToken('t1', 'acme')

  test('gives a token back as it was put, by its hash and to its connection only', async () => {
    const { scimTokens } = await makeScimStore(makeStore)
    const rich = scimToken('t2', 'acme', {
      name: 'Okta "%_ é',
      scopes: ['groups:read'],
      expiresAt: later(60),
      lastUsedAt: later(1),
      createdBy: { type: 'api', id: null },
    })
    for (const one of [rich, token]) {
      assert.equal(await scimTokens.insert(one), true)
      assert.deepEqual(await scimTokens.findByHash(one.hash), one)
    }
    assert.deepEqual(await scimTokens.list('acme', 'acme-c'), [token, rich])
    assert.deepEqual(await scimTokens.list('acme', 'acme-d'), [])
    assert.deepEqual(await scimTokens.list('globex', 'acme-c'), [])
    for (const hash of ['', '\0', 'HASH OF T1', 'hash of t']) assert.equal(await scimTokens.findByHash(hash), null)
  })
  test('refuses an id or a hash that is there, and a connection that the organization does not have', async () => {
    const { scimTokens, events } = await makeScimStore(makeStore)
    await scimTokens.insert(token)
    const refused = [
      { ...token, hash: 'another' },
      { ...token, id: 't2' },
      scimToken('t3', 'globex', { connectionId: 'acme-c' }),
      scimToken('t3', 'acme-eu', { connectionId: 'acme-c' }),
      scimToken('t3', 'acme', { connectionId: 'none' }),
    ]
    for (const one of refused) assert.equal(await scimTokens.insert(one, [loginEvent('e1', one.organizationId)]), false)
    for (const id of ['acme', 'acme-eu', 'globex']) assert.equal(await events.head(id), null)
    assert.deepEqual(await scimTokens.list('acme', 'acme-c'), [token])
  })
  test('of many inserts of one hash at once, one wins', async () => {
    const { scimTokens } = await makeScimStore(makeStore)
    const inserts = await Promise.all(twenty.map((index) => scimTokens.insert({ ...token, id: `t${index}` })))
    assert.equal(inserts.filter(Boolean).length, 1)
  })
  test('notes when a token was used, never back, and nothing of one that is gone', async () => {
    const { scimTokens } = await makeScimStore(makeStore)
    await scimTokens.insert(token)
    await scimTokens.insert(scimToken('t2', 'acme'))
    for (const seconds of [60, 120, 90]) await scimTokens.touch('t1', later(seconds))
    await scimTokens.touch('none', later(60))
    assert.deepEqual(await scimTokens.findByHash(token.hash), { ...token, lastUsedAt: later(120) })
    assert.equal((await scimTokens.findByHash('hash of t2'))?.lastUsedAt, null)
  })
  test('removes a token of its own connection only, with the events', async () => {
    const { scimTokens, events } = await makeScimStore(makeStore)
    await scimTokens.insert(token, [loginEvent('e1', 'acme')])
    const event = [loginEvent('e2', 'acme')]
    for (const [organizationId, connectionId, id] of [
      ['globex', 'acme-c', 't1'],
      ['acme', 'acme-d', 't1'],
      ['acme', 'acme-c', 't2'],
    ] as const)
      assert.equal(await scimTokens.remove(organizationId, connectionId, id, event), false)
    assert.equal((await events.head('acme'))?.sequence, 1)
    assert.equal(await scimTokens.remove('acme', 'acme-c', 't1', event), true)
    assert.equal(await scimTokens.remove('acme', 'acme-c', 't1', event), false)
    assert.equal((await events.head('acme'))?.sequence, 2)
    assert.equal(await scimTokens.findByHash(token.hash), null)
    assert.equal(await scimTokens.insert(token), true)
  })
}
