import assert from 'node:assert/strict'
import type { Group } from '../model/group.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { makeScimStore, scimGroup, scimUser } from './scim-samples.ts'
import { group, loginEvent, twenty, user } from './store-samples.ts'

/** Groups that a connection's SCIM client keeps. */
export function describeScimGroups(makeStore: () => Promise<Store>, { test }: Runner): void {
  const buyers = scimGroup('g1', 'acme', 'Buyers', { externalId: 'G-1' })
  const idsOf = (groups: readonly Group[]): readonly string[] => groups.map(({ id }) => id)

  test('gives a SCIM group back as it was put, at its connection only', async () => {
    const { groups } = await makeScimStore(makeStore)
    const rich = {
      ...buyers,
      name: 'Einkäufer ÄÖ',
      scimAttributes: { displayName: 'Einkäufer ÄÖ', 'urn:x': { y: [1] } },
    }
    assert.equal(await groups.insert(rich), true)
    await groups.insert(scimGroup('g2', 'globex', 'Einkäufer ÄÖ', { externalId: 'G-1' }))
    for (const found of [
      await groups.find('acme', 'g1'),
      await groups.findByName('acme', 'acme-c', 'Einkäufer ÄÖ'),
      await groups.findByExternalId('acme', 'acme-c', 'G-1'),
      ...(await groups.listOfScimByName('acme-c', 'EINKÄUFER äö')),
      ...(await groups.listOfScim({ connectionId: 'acme-c', limit: 10 })),
    ])
      assert.deepEqual(found, rich)
    assert.equal(await groups.findByExternalId('acme', 'acme-c', 'g-1'), null)
    assert.equal(await groups.findByExternalId('acme', 'globex-c', 'G-1'), null)
    assert.equal(await groups.findByExternalId('globex', 'acme-c', 'G-1'), null)
    for (const connectionId of ['acme-d', 'none', '', '\0']) {
      assert.deepEqual(await groups.listOfScim({ connectionId, limit: 10 }), [])
      assert.deepEqual(await groups.listOfScimByName(connectionId, 'Einkäufer ÄÖ'), [])
      assert.equal(await groups.countOfScim(connectionId), 0)
    }
  })
  test('lists and counts groups that SCIM sent, and no others of the connection', async () => {
    const { groups } = await makeScimStore(makeStore)
    const ids = Array.from({ length: 12 }, (_, index) => `g${index + 10}`)
    for (const id of ids.toReversed()) await groups.insert(scimGroup(id, 'acme', `name of ${id}`))
    await groups.insert(group('g0', 'acme', 'Name of g10', 'acme-c'))
    await groups.insert(group('g99', 'acme', 'By hand', null))
    const list = async (page: { after?: string; offset?: number; limit: number }): Promise<readonly string[]> =>
      idsOf(await groups.listOfScim({ connectionId: 'acme-c', ...page }))
    assert.deepEqual(await list({ limit: 100 }), ids)
    assert.deepEqual(await list({ offset: 10, limit: 5 }), ids.slice(10))
    assert.deepEqual(await list({ after: 'g12', limit: 2 }), ['g13', 'g14'])
    assert.deepEqual(await list({ after: 'g12', offset: 1, limit: 2 }), ['g14', 'g15'])
    assert.equal(await groups.countOfScim('acme-c'), 12)
    assert.deepEqual(idsOf(await groups.listOfScimByName('acme-c', 'NAME of G10')), ['g10'])
    await groups.insert(scimGroup('g98', 'acme', 'NAME OF G10'))
    assert.deepEqual(idsOf(await groups.listOfScimByName('acme-c', 'name of g10')), ['g10', 'g98'])
    assert.equal(await groups.insert(scimGroup('g97', 'acme', 'NAME OF G10')), false)
    assert.equal(await groups.countOfScim('acme-c'), 13)
  })
  test('counts and finds a group by its name as it changes, becomes SCIM’s and goes', async () => {
    const { groups } = await makeScimStore(makeStore)
    const byName = async (name: string): Promise<number> => (await groups.listOfScimByName('acme-c', name)).length
    const jit = group('g1', 'acme', 'Buyers', 'acme-c')
    await groups.insert(jit)
    assert.deepEqual([await groups.countOfScim('acme-c'), await byName('buyers')], [0, 0])
    assert.equal(await groups.replace({ ...buyers, version: 3 }), false)
    assert.equal(await groups.replace({ ...buyers, version: 2 }), true)
    assert.deepEqual([await groups.countOfScim('acme-c'), await byName('buyers')], [1, 1])
    assert.equal(await groups.replace({ ...buyers, name: 'Sellers', version: 3 }), true)
    assert.deepEqual([await byName('buyers'), await byName('SELLERS')], [0, 1])
    assert.equal(await groups.replace({ ...jit, version: 4 }), true)
    assert.deepEqual([await groups.countOfScim('acme-c'), await byName('sellers')], [0, 0])
    assert.equal(await groups.replace({ ...buyers, version: 5 }), true)
    assert.equal(await groups.remove('globex', 'g1'), false)
    assert.equal(await groups.remove('acme', 'g1'), true)
    assert.deepEqual([await groups.countOfScim('acme-c'), await byName('buyers')], [0, 0])
  })
  test('counts right when many groups come and go at once', async () => {
    const { groups } = await makeScimStore(makeStore)
    const one = (index: number): Group => scimGroup(`g${index + 10}`, 'acme', `group ${index}`)
    for (const index of twenty.slice(0, 10)) await groups.insert(one(index))
    await Promise.all([
      ...twenty.slice(10).map((index) => groups.insert(one(index))),
      ...twenty.slice(0, 10).map((index) => groups.remove('acme', one(index).id)),
    ])
    assert.equal(await groups.countOfScim('acme-c'), 10)
  })
  test('takes no SCIM group of a connection that it does not have', async () => {
    const { groups, events } = await makeScimStore(makeStore)
    const orphan = scimGroup('g1', 'acme', 'Buyers', { connectionId: 'none' })
    assert.equal(await groups.insert(orphan, [loginEvent('e1', 'acme')]), false)
    assert.equal(await groups.insert({ ...orphan, connectionId: null }, [loginEvent('e1', 'acme')]), false)
    assert.equal(await events.head('acme'), null)
  })
  describeInside(makeStore, { test })
  describeAmending(makeStore, { test })
}

type Tests = Pick<Runner, 'test'>

function describeInside(makeStore: () => Promise<Store>, { test }: Tests): void {
  test('says which of some users are in a group, each once', async () => {
    const { users, groups } = await makeScimStore(makeStore)
    for (const id of ['u1', 'u2', 'u3']) await users.insert(scimUser(id, 'acme'), null)
    for (const id of ['g1', 'g2']) await groups.insert(scimGroup(id, 'acme', id))
    const add = [['g1', 'u1'] as const, ['g1', 'u3'] as const, ['g2', 'u2'] as const]
    await groups.change({ add: add.map(([groupId, userId]) => ({ groupId, userId })), remove: [] })
    const inside = async (groupId: string, ids: readonly string[]): Promise<readonly string[]> =>
      (await groups.listInside(groupId, ids)).toSorted()
    assert.deepEqual(await inside('g1', ['u3', 'u2', 'u1', 'u3', 'nobody', '\0']), ['u1', 'u3'])
    assert.deepEqual(await inside('g2', ['u1', 'u2']), ['u2'])
    assert.deepEqual(await inside('g1', []), [])
    assert.deepEqual(await inside('none', ['u1']), [])
    const thousands = Array.from({ length: 2500 }, (_, index) => `nobody-${index}`)
    assert.deepEqual(await inside('g1', [...thousands, 'u1']), ['u1'])
  })
}

function describeAmending(makeStore: () => Promise<Store>, { test }: Tests): void {
  const buyers = scimGroup('g1', 'acme', 'Buyers', { externalId: 'G-1' })
  const fill = async (): Promise<Store> => {
    const store = await makeScimStore(makeStore)
    for (const id of ['u1', 'u2', 'u3']) await store.users.insert(scimUser(id, 'acme'), null)
    await store.groups.insert(buyers)
    await store.groups.insert(scimGroup('g2', 'acme', 'Sellers', { externalId: 'G-2' }))
    await store.groups.change({ add: [{ groupId: 'g1', userId: 'u1' }], remove: [] })
    return store
  }
  const membersOf = async ({ groups }: Store, groupId = 'g1'): Promise<readonly string[]> =>
    groups.listMembers({ groupId, limit: 100_000 })

  test('replaces a group, its members and writes the events in one step', async () => {
    const store = await fill()
    const renamed = { ...buyers, name: 'People who buy', version: 2 }
    const members = { add: ['u2', 'u3', 'u2'], remove: ['u1', 'nobody'] }
    const drafts = [loginEvent('e1', 'acme'), loginEvent('e2', 'acme')]
    assert.equal(await store.groups.amend(renamed, members, drafts), true)
    assert.deepEqual(await store.groups.find('acme', 'g1'), renamed)
    assert.deepEqual(await membersOf(store), ['u2', 'u3'])
    assert.deepEqual(await membersOf(store, 'g2'), [])
    const log = await store.events.list({ organizationId: 'acme', limit: 10 })
    assert.deepEqual(log.map(({ id }) => id), ['e1', 'e2']) // prettier-ignore
    assert.equal(await store.groups.amend({ ...renamed, version: 3 }, { add: ['u2'], remove: ['u1'] }), true)
    assert.deepEqual(await membersOf(store), ['u2', 'u3'])
  })
  test('adds a group with its members, or neither', async () => {
    const store = await fill()
    const sellers = { ...buyers, id: 'g9', name: 'Analysts', externalId: null }
    const nobody = await store.groups.insert(sellers, [loginEvent('e1', 'acme')], ['u2', 'nobody'])
    assert.deepEqual([nobody, await store.groups.find('acme', 'g9')], [false, null])
    assert.deepEqual([await store.events.head('acme'), await store.groups.countOfScim('acme-c')], [null, 2])
    assert.equal(await store.groups.insert(sellers, [loginEvent('e1', 'acme')], ['u2', 'u3']), true)
    assert.deepEqual(await membersOf(store, 'g9'), ['u2', 'u3'])
    assert.equal((await store.events.head('acme'))?.sequence, 1)
  })
  test('amends nothing that is not the version before, is taken, or gets somebody who is not there', async () => {
    const store = await fill()
    const next = { ...buyers, version: 2 }
    const members = { add: ['u2'], remove: ['u1'] }
    const refused: readonly (readonly [Group, { add: string[]; remove: string[] }])[] = [
      [{ ...buyers, version: 1 }, members],
      [{ ...buyers, version: 3 }, members],
      [{ ...next, name: 'Sellers' }, members],
      [{ ...next, externalId: 'G-2' }, members],
      [{ ...next, id: 'g3', name: 'Nobody', externalId: null }, members],
      [{ ...next, organizationId: 'globex' }, members],
      [next, { ...members, add: ['u2', 'nobody'] }],
    ]
    for (const [amended, change] of refused) {
      assert.equal(await store.groups.amend(amended, change, [loginEvent('e1', 'acme')]), false)
      assert.deepEqual(await store.groups.find('acme', 'g1'), buyers)
      assert.deepEqual(await membersOf(store), ['u1'])
    }
    assert.equal(await store.events.head('acme'), null)
    assert.equal(await store.groups.countOfScim('acme-c'), 2)
  })
  test('of many who amend the same version at once, one wins', async () => {
    const store = await fill()
    const amended = await Promise.all(
      twenty.map((index) =>
        store.groups.amend(
          { ...buyers, name: `by ${index}`, version: 2 },
          { add: [index % 2 === 0 ? 'u2' : 'u3'], remove: [] },
          [loginEvent(`e${index}`, 'acme')],
        ),
      ),
    )
    assert.equal(amended.filter(Boolean).length, 1)
    const winner = amended.indexOf(true)
    assert.equal((await store.groups.find('acme', 'g1'))?.name, `by ${winner}`)
    assert.deepEqual(await membersOf(store), ['u1', winner % 2 === 0 ? 'u2' : 'u3'])
    assert.equal((await store.events.head('acme'))?.sequence, 1)
  })
  test('amends a group by more members at once than a statement takes', async () => {
    const store = await fill()
    const people = Array.from({ length: 2200 }, (_, index) => `p${index + 1000}`)
    for (let from = 0; from < people.length; from += 100)
      await Promise.all(
        people.slice(from, from + 100).map((id) => store.users.insert(user(id, 'acme', `${id}@acme.test`), null)),
      )
    const { groups } = store
    assert.equal(await groups.amend({ ...buyers, version: 2 }, { add: people, remove: ['u1'] }), true)
    assert.equal(await groups.countMembers('g1'), 2200)
    assert.deepEqual(await groups.listMembers({ groupId: 'g1', after: 'p3196', limit: 2 }), ['p3197', 'p3198'])
    const half = people.filter((_, index) => index % 2 === 0)
    assert.equal((await groups.listInside('g1', half)).length, 1100)
    assert.equal(await groups.amend({ ...buyers, version: 3 }, { add: ['u2'], remove: half }), true)
    assert.equal(await groups.countMembers('g1'), 1101)
    assert.deepEqual(await groups.listMembers({ groupId: 'g1', limit: 2 }), ['p1001', 'p1003'])
  })
}
