import assert from 'node:assert/strict'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { makeScimStore, scimUser, toAttributes } from './scim-samples.ts'
import { loginEvent, twenty, user } from './store-samples.ts'

/** People whom a connection's SCIM client keeps. */
export function describeScimUsers(makeStore: () => Promise<Store>, { test }: Runner): void {
  const ana = scimUser('u1', 'acme', { externalId: 'E-1' })
  const idsOf = (users: readonly User[]): readonly string[] => users.map(({ id }) => id)

  test('gives a SCIM user back as it was put, with every attribute', async () => {
    const { users } = await makeScimStore(makeStore)
    const rich = {
      ...ana,
      username: 'ÉLISE "%_',
      externalId: "O'Brien \\ 1",
      scimAttributes: {
        ...toAttributes('ÉLISE "%_', 'ANA@acme.test'),
        'urn:example:Badge': { level: 3, ratio: 0.5, codes: ['a', null], note: '\u0000 \uD83D' },
        __proto__x: { constructor: true },
      },
    }
    assert.equal(await users.insert(rich, null), true)
    for (const found of [
      await users.find('acme', 'u1'),
      await users.findOfScim('acme-c', { username: 'élise "%_' }),
      await users.findOfScim('acme-c', { externalId: "O'Brien \\ 1" }),
      ...(await users.listOfScimByEmail('acme-c', 'ana@acme.test')),
      ...(await users.listOfScim({ connectionId: 'acme-c', limit: 10 })),
      ...(await users.findMany(['u1'])),
    ])
      assert.deepEqual(found, rich)
  })
  test('finds a user of SCIM at its connection only, in whatever organization', async () => {
    const { users } = await makeScimStore(makeStore)
    const sub = scimUser('u2', 'acme-eu', { scimConnectionId: 'acme-c', externalId: 'E-2' })
    const byHand = { ...user('u3', 'acme', 'eva@acme.test'), username: 'eva', externalId: 'E-3' }
    for (const one of [ana, sub, byHand]) assert.equal(await users.insert(one, null), true)
    assert.deepEqual(await users.findOfScim('acme-c', { username: 'U2@acme-eu.TEST' }), sub)
    assert.deepEqual(await users.findOfScim('acme-c', { externalId: 'E-2' }), sub)
    for (const connectionId of ['acme-d', 'globex-c', 'none', '', '\0']) {
      assert.equal(await users.findOfScim(connectionId, { username: 'u1@acme.test' }), null)
      assert.equal(await users.findOfScim(connectionId, { externalId: 'E-1' }), null)
      assert.deepEqual(await users.listOfScimByEmail(connectionId, 'u1@acme.test'), [])
      assert.deepEqual(await users.listOfScim({ connectionId, limit: 10 }), [])
      assert.equal(await users.countOfScim(connectionId), 0)
    }
    assert.equal(await users.findOfScim('acme-c', { username: 'eva' }), null)
    assert.equal(await users.findOfScim('acme-c', { externalId: 'E-3' }), null)
    assert.equal(await users.findOfScim('acme-c', { externalId: 'e-1' }), null)
    assert.equal(await users.countOfScim('acme-c'), 2)
  })
  test('finds many users at once, in whatever organization, and not who is not there', async () => {
    const { users } = await makeScimStore(makeStore)
    for (const one of [ana, scimUser('u2', 'globex'), user('u3', 'acme', 'eva@acme.test')])
      await users.insert(one, null)
    const found = await users.findMany(['u3', 'u1', 'nobody', 'u2', 'u1', '\0'])
    assert.deepEqual(idsOf(found).toSorted(), ['u1', 'u2', 'u3'])
    assert.deepEqual(await users.findMany([]), [])
    const thousands = Array.from({ length: 2500 }, (_, index) => `nobody-${index}`)
    assert.deepEqual(idsOf(await users.findMany([...thousands, 'u1'])), ['u1'])
  })
  test('lets a connection have each username, whatever its case, and each external id once among its organizations', async () => {
    const { users, events } = await makeScimStore(makeStore)
    await users.insert({ ...ana, username: 'ÀNA.Souza' }, null)
    const inSub = (id: string, values: Partial<User>): User =>
      scimUser(id, 'acme-eu', { scimConnectionId: 'acme-c', ...values })
    for (const taken of [inSub('u2', { username: 'àna.souza' }), inSub('u2', { externalId: 'E-1' })])
      assert.equal(await users.insert(taken, null, [loginEvent('e1', 'acme-eu', 'u2')]), false)
    assert.equal(await events.head('acme-eu'), null)
    assert.equal(await users.insert(inSub('u2', {}), null), true)
    for (const taken of [{ username: 'àna.SOUZA' }, { externalId: 'E-1' }])
      assert.equal(await users.replace(inSub('u2', { ...taken, version: 2 })), false)
    const elsewhere = { scimConnectionId: 'acme-d', username: 'ÀNA.Souza', externalId: 'E-1' }
    assert.equal(await users.insert(scimUser('u3', 'acme-eu', elsewhere), null), true)
    assert.deepEqual([await users.countOfScim('acme-c'), await users.countOfScim('acme-d')], [2, 1])
  })
  test('of two inserts of one username at one connection from two organizations at once, one wins', async () => {
    const { users } = await makeScimStore(makeStore)
    const inserts = await Promise.all(
      twenty.map((index) =>
        users.insert(
          scimUser(`u${index}`, index % 2 === 0 ? 'acme' : 'acme-eu', {
            scimConnectionId: 'acme-c',
            username: index % 4 < 2 ? 'Ana' : 'ANA',
            email: `u${index}@acme.test`,
          }),
          null,
        ),
      ),
    )
    assert.equal(inserts.filter(Boolean).length, 1)
    assert.equal(await users.countOfScim('acme-c'), 1)
  })
  test('takes no user of a connection that it does not have', async () => {
    const { users, events } = await makeScimStore(makeStore)
    const orphan = scimUser('u1', 'acme', { scimConnectionId: 'none' })
    assert.equal(await users.insert(orphan, null, [loginEvent('e1', 'acme')]), false)
    await users.insert(user('u1', 'acme', 'ana@acme.test'), null)
    assert.equal(await users.replace({ ...orphan, version: 2 }, [loginEvent('e1', 'acme')]), false)
    assert.equal(await events.head('acme'), null)
    assert.equal((await users.find('acme', 'u1'))?.source, 'jit')
  })
  test('lists SCIM users in the order of their ids, from an id or past some', async () => {
    const { users } = await makeScimStore(makeStore)
    const ids = Array.from({ length: 25 }, (_, index) => `u${index + 10}`)
    for (const [index, id] of ids.toReversed().entries())
      await users.insert(scimUser(id, index % 3 === 0 ? 'acme-eu' : 'acme', { scimConnectionId: 'acme-c' }), null)
    await users.insert(user('u105', 'acme', 'eva@acme.test'), null)
    const list = async (page: { after?: string; offset?: number; limit: number }): Promise<readonly string[]> =>
      idsOf(await users.listOfScim({ connectionId: 'acme-c', ...page }))
    assert.deepEqual(await list({ limit: 100 }), ids)
    assert.deepEqual(await list({ limit: 4 }), ids.slice(0, 4))
    assert.deepEqual(await list({ offset: 20, limit: 100 }), ids.slice(20))
    assert.deepEqual(await list({ offset: 25, limit: 100 }), [])
    assert.deepEqual(await list({ after: 'u20', limit: 3 }), ['u21', 'u22', 'u23'])
    assert.deepEqual(await list({ after: 'u20', offset: 2, limit: 2 }), ['u23', 'u24'])
    assert.deepEqual(await list({ after: 'u34', limit: 3 }), [])
    assert.deepEqual(await list({ limit: 0 }), [])
    assert.equal(await users.countOfScim('acme-c'), 25)
  })
}
