import assert from 'node:assert/strict'
import type { Membership } from '../model/group.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, loginEvent, twenty, user } from './store-samples.ts'

/** Who is in which group: a set. */
export function describeMemberships(makeStore: () => Promise<Store>, { test }: Runner): void {
  const fill = async (people: readonly string[]): Promise<Store> => {
    const store = await makeStore()
    for (const id of people) await store.users.insert(user(id, 'acme', `${id}@acme.test`), null)
    for (const id of ['g1', 'g2', 'g3']) await store.groups.insert(group(id, 'acme', `name of ${id}`))
    return store
  }
  const in1 = (userId: string): Membership => ({ groupId: 'g1', userId })
  const membersOf = async ({ groups }: Store, groupId: string): Promise<readonly string[]> =>
    groups.listMembers({ groupId, limit: 100_000 })

  test('adds and removes members in one step', async () => {
    const store = await fill(['u1', 'u2', 'u3'])
    const { groups } = store
    assert.equal(
      await groups.change({ add: [in1('u1'), in1('u2'), { groupId: 'g2', userId: 'u1' }], remove: [] }),
      true,
    )
    const swap = {
      add: [in1('u3'), { groupId: 'g3', userId: 'u1' }],
      remove: [in1('u1'), { groupId: 'g2', userId: 'u1' }],
    }
    assert.equal(await groups.change(swap), true)
    const members = await Promise.all(['g1', 'g2', 'g3'].map((id) => membersOf(store, id)))
    assert.deepEqual(members, [['u2', 'u3'], [], ['u1']])
    assert.deepEqual(await Promise.all(['g1', 'g2', 'g3', 'g4'].map(groups.countMembers)), [2, 0, 1, 0])
  })
  test('takes a member that is there already, twice there, or not there for no mistake', async () => {
    const store = await fill(['u1', 'u2'])
    const { groups } = store
    const again = { add: [in1('u1'), in1('u1')], remove: [in1('u2'), in1('nobody'), { groupId: 'none', userId: 'u1' }] }
    for (const change of [again, again, { add: [], remove: [] }]) assert.equal(await groups.change(change), true)
    assert.deepEqual(await membersOf(store, 'g1'), ['u1'])
  })
  test('changes nothing when a group or a user to add is not there', async () => {
    const store = await fill(['u1', 'u2'])
    const { groups } = store
    await groups.change({ add: [in1('u1')], remove: [] })
    for (const missing of [in1('nobody'), { groupId: 'none', userId: 'u2' }]) {
      const event = [loginEvent('e1', 'acme')]
      assert.equal(await groups.change({ add: [in1('u2'), missing], remove: [in1('u1')] }, event), false)
      assert.deepEqual(await membersOf(store, 'g1'), ['u1'])
    }
    assert.equal(await store.events.head('acme'), null)
  })
  test('lists what several users are in, in the order of the users, and then of the groups', async () => {
    const { groups } = await fill(['u1', 'u2', 'u3'])
    const add = [['g2', 'u1'] as const, ['g1', 'u2'] as const, ['g1', 'u1'] as const, ['g3', 'u3'] as const]
    await groups.change({ add: add.map(([groupId, userId]) => ({ groupId, userId })), remove: [] })
    const list = async (...userIds: readonly string[]): Promise<readonly (readonly string[])[]> =>
      (await groups.listOfUsers(userIds)).map((one) => [one.group.id, one.userId])
    assert.deepEqual(await list('u1'), [['g1', 'u1'], ['g2', 'u1']]) // prettier-ignore
    assert.deepEqual(await list('u2', 'u1', 'u1'), [['g1', 'u1'], ['g2', 'u1'], ['g1', 'u2']]) // prettier-ignore
    assert.deepEqual(await list('nobody'), [])
    assert.deepEqual(await list(), [])
    const [first] = await groups.listOfUsers(['u3'])
    assert.deepEqual(first, { userId: 'u3', group: group('g3', 'acme', 'name of g3') })
  })
  test('lists members page by page', async () => {
    const { groups } = await fill(['u1', 'u2', 'u3'])
    await groups.change({ add: ['u3', 'u1', 'u2'].map(in1), remove: [] })
    assert.deepEqual(await groups.listMembers({ groupId: 'g1', limit: 2 }), ['u1', 'u2'])
    assert.deepEqual(await groups.listMembers({ groupId: 'g1', after: 'u2', limit: 2 }), ['u3'])
    assert.deepEqual(await groups.listMembers({ groupId: 'g4', limit: 2 }), [])
  })
  test('loses none of what many add and remove at once', async () => {
    const people = twenty.map((index) => `u${index + 10}`)
    const store = await fill(people)
    const leaving = people.slice(0, 10)
    await store.groups.change({ add: leaving.map(in1), remove: [] })
    const changes = await Promise.all([
      ...people.slice(10).map((id) => store.groups.change({ add: [in1(id)], remove: [] })),
      ...leaving.map((id) => store.groups.change({ add: [], remove: [in1(id)] })),
    ])
    assert.ok(changes.every(Boolean))
    assert.deepEqual(await membersOf(store, 'g1'), people.slice(10))
  })
  test('lets many put the same people into the same groups at once, in whatever order', async () => {
    const people = twenty.map((index) => `u${index + 10}`)
    const store = await fill(people)
    const all = people.flatMap((userId) => ['g1', 'g2', 'g3'].map((groupId) => ({ groupId, userId })))
    const orders = [all, all.toReversed(), [...all.slice(30), ...all.slice(0, 30)], all.toReversed()]
    assert.ok((await Promise.all(orders.map((add) => store.groups.change({ add, remove: [] })))).every(Boolean))
    assert.deepEqual(await Promise.all(['g1', 'g2', 'g3'].map(store.groups.countMembers)), [20, 20, 20])
  })
}
