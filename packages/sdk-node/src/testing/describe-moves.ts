import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, link, loginEvent, twenty, user } from './store-samples.ts'

/** People who go: to another organization, or for good. */
export function describeMoves(makeStore: () => Promise<Store>, runner: Runner): void {
  describeMoving(makeStore, runner)
  describeRemoval(makeStore, runner)
}

const ana = { ...user('u1', 'acme', 'ana@acme.test'), username: 'Ana', externalId: 'E-1' }
const moved = { ...ana, organizationId: 'acme-eu', version: 2 }
const second = { connectionId: 'd', subject: 's' }

/** Ana with two links, in a group, having signed in once. */
async function fill({ users, groups, events }: Store): Promise<void> {
  await users.insert(ana, link)
  await users.link(ana, second)
  await groups.insert(group('g1', 'acme', 'buyers'))
  await groups.change({ add: [{ groupId: 'g1', userId: 'u1' }], remove: [] })
  await events.append([loginEvent('e1', 'acme')])
}

function describeMoving(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('moves a user with its links, memberships and login records, and leaves nothing behind', async () => {
    const store = await makeStore()
    const { users } = store
    await fill(store)
    assert.equal(await users.move('acme', moved), true)
    assert.deepEqual(await users.find('acme-eu', 'u1'), moved)
    assert.deepEqual(await users.findByUsername('acme-eu', 'ana'), moved)
    for (const one of [link, second]) assert.deepEqual(await users.findByLink(one), moved)
    assert.deepEqual(await users.listLinks('acme-eu', 'u1'), [link, second])
    assert.deepEqual(await store.groups.listMembers({ groupId: 'g1', limit: 10 }), ['u1'])
    assert.equal((await store.loginRecords.list({ organizationId: 'acme-eu', limit: 10 })).length, 1)
    assert.equal(await users.find('acme', 'u1'), null)
    assert.equal(await users.findByEmail('acme', 'ana@acme.test'), null)
    assert.equal(await users.findByUsername('acme', 'ana'), null)
    assert.equal(await users.findByExternalId('acme', 'E-1'), null)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [])
    assert.deepEqual(await users.list({ organizationIds: ['acme'], limit: 10 }), [])
    assert.deepEqual(await store.loginRecords.list({ organizationId: 'acme', limit: 10 }), [])
  })
  test('moves nobody who is not there, is another version, or would take what somebody has', async () => {
    const store = await makeStore()
    const { users } = store
    await fill(store)
    assert.equal(await users.move('globex', moved), false)
    assert.equal(await users.move('acme-eu', moved), false)
    assert.equal(await users.move('acme', { ...moved, version: 3 }), false)
    await users.insert({ ...user('u2', 'acme-eu', 'eva@acme.test'), username: 'ANA' }, null)
    assert.equal(await users.move('acme', moved), false)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [link, second])
    assert.deepEqual(await users.findByLink(link), ana)
  })
  test('of many moves of one version at once, one wins', async () => {
    const store = await makeStore()
    await fill(store)
    const moves = await Promise.all(
      twenty.map((index) => store.users.move('acme', { ...moved, organizationId: `acme-${index}` })),
    )
    assert.equal(moves.filter(Boolean).length, 1)
    const winner = `acme-${moves.indexOf(true)}`
    assert.equal((await store.users.findByLink(link))?.organizationId, winner)
    assert.deepEqual(await store.users.listLinks(winner, 'u1'), [link, second])
  })
}

function describeRemoval(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('forgets a user with links, memberships and login records', async () => {
    const store = await makeStore()
    const { users, groups, loginRecords } = store
    await fill(store)
    assert.equal(await users.remove('acme', 'u1'), true)
    assert.equal(await users.findAnywhere('u1'), null)
    assert.equal(await users.findByEmail('acme', 'ana@acme.test'), null)
    assert.equal(await users.findByLink(link), null)
    assert.deepEqual(await groups.listMembers({ groupId: 'g1', limit: 10 }), [])
    assert.deepEqual(await groups.listOfUsers(['u1']), [])
    assert.deepEqual(await loginRecords.listOfUser('u1'), [])
    // Neither does any of it come back with somebody of that id.
    assert.equal(await users.insert(ana, null), true)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [])
    assert.equal(await groups.countMembers('g1'), 0)
    assert.deepEqual(await loginRecords.listOfUser('u1'), [])
  })
  test('forgets a user once, and in its own organization only', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    assert.equal(await users.remove('globex', 'u1'), false)
    assert.deepEqual(await users.findByLink(link), ana)
    const removals = await Promise.all(twenty.map(() => users.remove('acme', 'u1')))
    assert.equal(removals.filter(Boolean).length, 1)
  })
}
