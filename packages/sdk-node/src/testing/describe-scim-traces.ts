import assert from 'node:assert/strict'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { makeScimStore, scimUser, toAttributes } from './scim-samples.ts'
import { loginEvent, now, twenty, user } from './store-samples.ts'

/** What follows from a SCIM user's record: under which addresses they are found, how many there are, who was removed. */
export function describeScimTraces(makeStore: () => Promise<Store>, { test }: Runner): void {
  describeAddresses(makeStore, { test })
  describeCounting(makeStore, { test })
  describeComingBack(makeStore, { test })
}

type Tests = Pick<Runner, 'test'>

function describeAddresses(makeStore: () => Promise<Store>, { test }: Tests): void {
  const withEmails = (id: string, ...emails: readonly string[]): User =>
    scimUser(id, 'acme', { scimAttributes: toAttributes(id, ...emails) })

  test('finds SCIM users by every address they have now, whatever its case', async () => {
    const { users } = await makeScimStore(makeStore)
    const find = async (email: string): Promise<readonly string[]> =>
      (await users.listOfScimByEmail('acme-c', email)).map(({ id }) => id)
    await users.insert(withEmails('u2', 'SHARED@acme.test', 'shared@ACME.test', 'u2@home.test'), null)
    await users.insert(withEmails('u1', 'shared@acme.test', 'ÉLISE@acme.test'), null)
    assert.deepEqual(await find('shared@acme.test'), ['u1', 'u2'])
    assert.deepEqual(await find('élise@acme.test'), ['u1'])
    assert.deepEqual(await find('u2@home.test'), ['u2'])
    assert.deepEqual(await find('u1@acme.test'), [])
    assert.equal(await users.replace({ ...withEmails('u1', 'new@acme.test'), version: 2 }), true)
    assert.equal(await users.replace({ ...withEmails('u1', 'newer@acme.test'), version: 2 }), false)
    assert.deepEqual(await find('shared@acme.test'), ['u2'])
    assert.deepEqual(await find('new@acme.test'), ['u1'])
    assert.deepEqual(await find('newer@acme.test'), [])
    await users.remove('acme', 'u2')
    assert.deepEqual(await find('shared@acme.test'), [])
  })
  test('has no address of what is no list of addresses', async () => {
    const { users } = await makeScimStore(makeStore)
    const odd = ['x', null, 3, [], { value: 3 }, {}, { value: 'odd@acme.test' }, { value: '\0@acme.test' }] as const
    await users.insert(scimUser('u1', 'acme', { scimAttributes: { emails: odd } }), null)
    await users.insert(scimUser('u2', 'acme', { scimAttributes: { emails: { value: 'odd@acme.test' } } }), null)
    await users.insert(scimUser('u3', 'acme', { scimAttributes: {} }), null)
    assert.deepEqual(
      (await users.listOfScimByEmail('acme-c', 'odd@acme.test')).map(({ id }) => id),
      ['u1'],
    )
    assert.deepEqual(await users.listOfScimByEmail('acme-c', '\0@acme.test'), [])
  })
  test('keeps a user with more addresses than anybody has', async () => {
    const { users } = await makeScimStore(makeStore)
    const many = Array.from({ length: 5000 }, (_, index) => `a${index}@acme.test`)
    assert.equal(await users.insert(withEmails('u1', ...many), null), true)
    assert.equal((await users.listOfScimByEmail('acme-c', 'a999@acme.test')).length, 1)
    assert.equal(await users.replace({ ...withEmails('u1', ...many.toReversed()), version: 2 }), true)
    assert.equal((await users.listOfScimByEmail('acme-c', 'a4999@acme.test')).length, 1)
  })
}

function describeCounting(makeStore: () => Promise<Store>, { test }: Tests): void {
  test('counts SCIM users as they come, change hands, move and go', async () => {
    const { users } = await makeScimStore(makeStore)
    const counts = async (): Promise<readonly number[]> =>
      Promise.all(['acme-c', 'acme-d', 'globex-c'].map((connectionId) => users.countOfScim(connectionId)))
    const ana = scimUser('u1', 'acme', { externalId: 'E-1' })
    assert.deepEqual(await counts(), [0, 0, 0])
    await users.insert(ana, null)
    await users.insert(scimUser('u2', 'acme'), null)
    await users.insert(ana, null)
    assert.deepEqual(await counts(), [2, 0, 0])
    assert.equal(await users.replace({ ...ana, name: 'Ana S.', version: 2 }), true)
    assert.equal(await users.replace({ ...ana, name: 'Too late', version: 2 }), false)
    assert.deepEqual(await counts(), [2, 0, 0])
    assert.equal(await users.replace({ ...ana, scimConnectionId: 'acme-d', version: 3 }), true)
    assert.deepEqual(await counts(), [1, 1, 0])
    assert.deepEqual(await users.listOfScimByEmail('acme-c', 'u1@acme.test'), [])
    assert.equal((await users.listOfScimByEmail('acme-d', 'u1@acme.test')).length, 1)
    const released = { ...ana, source: 'manual', scimConnectionId: null, scimAttributes: null, version: 4 } as const
    assert.equal(await users.replace(released), true)
    assert.deepEqual(await counts(), [1, 0, 0])
    assert.deepEqual(await users.listOfScimByEmail('acme-d', 'u1@acme.test'), [])
    assert.equal(await users.replace({ ...ana, version: 5 }), true)
    assert.deepEqual(await counts(), [2, 0, 0])
    assert.equal(await users.move('acme', { ...ana, organizationId: 'acme-eu', version: 6 }), true)
    assert.deepEqual(await counts(), [2, 0, 0])
    const moved = { ...ana, organizationId: 'acme', scimConnectionId: 'acme-d', version: 7 }
    assert.equal(await users.move('acme-eu', moved), true)
    assert.deepEqual(await counts(), [1, 1, 0])
    assert.equal(await users.remove('globex', 'u1'), false)
    assert.equal(await users.remove('acme', 'u1'), true)
    assert.equal(await users.remove('acme', 'u1'), false)
    assert.deepEqual(await counts(), [1, 0, 0])
  })
  test('counts right when many come, change and go at once', async () => {
    const { users } = await makeScimStore(makeStore)
    const person = (index: number, values: Partial<User> = {}): User => scimUser(`u${index + 10}`, 'acme', values)
    for (const index of twenty.slice(0, 10)) await users.insert(person(index), null)
    await Promise.all([
      ...twenty.slice(10).map((index) => users.insert(person(index), null)),
      ...twenty.slice(0, 5).map((index) => users.remove('acme', person(index).id)),
      ...twenty.slice(5, 10).map((index) => users.replace(person(index, { scimConnectionId: 'acme-d', version: 2 }))),
      ...twenty.slice(5, 10).map((index) => users.replace(person(index, { scimConnectionId: 'acme-d', version: 2 }))),
    ])
    for (const [connectionId, count] of [['acme-c', 10] as const, ['acme-d', 5] as const]) {
      assert.equal(await users.countOfScim(connectionId), count)
      assert.equal((await users.listOfScim({ connectionId, limit: 100 })).length, count)
    }
  })
  test('writes the events of a change of hands with it', async () => {
    const { users, events } = await makeScimStore(makeStore)
    const ana = user('u1', 'acme', 'ana@acme.test')
    await users.insert(ana, null)
    const adopted = scimUser('u1', 'acme', { version: 2, createdAt: now })
    assert.equal(await users.replace({ ...adopted, version: 3 }, [loginEvent('e0', 'acme')]), false)
    assert.equal(await users.replace(adopted, [loginEvent('e1', 'acme')]), true)
    assert.equal(await users.replace(adopted, [loginEvent('e2', 'acme')]), false)
    assert.equal((await events.head('acme'))?.sequence, 1)
    assert.equal(await users.countOfScim('acme-c'), 1)
  })
}

function describeComingBack(makeStore: () => Promise<Store>, { test }: Tests): void {
  const ana = scimUser('u1', 'acme', { externalId: 'E-1' })

  test('remembers under which external id a SCIM user was removed, until they come back', async () => {
    const { users } = await makeScimStore(makeStore)
    const removed = async (...ids: readonly string[]): Promise<readonly (string | null)[]> =>
      Promise.all(ids.map(async (id) => (await users.findRemovedOfScim('acme-c', id))?.id ?? null))
    await users.insert(ana, null)
    assert.deepEqual(await removed('E-1'), [null])
    await users.remove('acme', 'u1')
    assert.deepEqual(await removed('E-1', 'e-1', 'E-2', '\0'), ['u1', null, null, null])
    assert.equal(await users.findRemovedOfScim('globex-c', 'E-1'), null)
    assert.equal(await users.insert(ana, null), true)
    assert.deepEqual(await removed('E-1'), [null])
    await users.replace({ ...ana, externalId: 'E-2', version: 2 })
    await users.remove('acme', 'u1')
    assert.deepEqual(await removed('E-1', 'E-2'), [null, 'u1'])
    await users.insert({ ...ana, id: 'u2', externalId: 'E-2' }, null)
    await users.remove('acme', 'u2')
    assert.deepEqual(await removed('E-2'), ['u2'])
  })
  test('remembers of whom was removed whether they were blocked', async () => {
    const { users } = await makeScimStore(makeStore)
    for (const [status, isBlocked] of [
      ['blocked', true],
      ['active', false],
      ['inactive', false],
      ['blocked', true],
    ] as const) {
      await users.insert({ ...ana, status }, null)
      await users.remove('acme', 'u1')
      assert.deepEqual(await users.findRemovedOfScim('acme-c', 'E-1'), { id: 'u1', isBlocked })
    }
  })
  test('forgets that a user was removed who came back and was removed otherwise', async () => {
    const { users } = await makeScimStore(makeStore)
    await users.insert(ana, null)
    await users.remove('acme', 'u1')
    assert.equal(await users.insert(user('u1', 'acme', 'ana@acme.test'), null), true)
    await users.remove('acme', 'u1')
    assert.equal(await users.findRemovedOfScim('acme-c', 'E-1'), null)
  })
  test('remembers nobody who has no external id, or whom no SCIM client kept', async () => {
    const { users } = await makeScimStore(makeStore)
    await users.insert(scimUser('u1', 'acme'), null)
    await users.insert({ ...user('u2', 'acme', 'eva@acme.test'), externalId: 'E-2' }, null)
    for (const id of ['u1', 'u2']) assert.equal(await users.remove('acme', id), true)
    assert.equal(await users.findRemovedOfScim('acme-c', ''), null)
    assert.equal(await users.findRemovedOfScim('acme-c', 'E-2'), null)
  })
}
