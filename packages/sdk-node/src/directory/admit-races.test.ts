import { expect, test } from 'vitest'
import {
  acme,
  arrive,
  eventsOf,
  globex,
  groupsOf,
  mapGroup,
  now,
  putFamily,
  putGroup,
  putOrganization,
  putUser,
  typesOf,
} from '../../test/support/admission-stage.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'

const ten = Array.from({ length: 10 })

/** The store, with something that happens just before the first write of that kind. */
function before(store: Store, verb: 'insert' | 'link' | 'replace' | 'move', happening: () => Promise<unknown>): Store {
  let hasHappened = false
  const write = async (...given: unknown[]): Promise<unknown> => {
    if (!hasHappened) {
      hasHappened = true
      await happening()
    }
    return (store.users[verb] as (...values: unknown[]) => Promise<unknown>)(...given)
  }
  return { ...store, users: { ...store.users, [verb]: write } }
}

test('lets many first sign-ins of one person at once end in one user, with one coming in for each', async () => {
  const store = memoryStore()
  const groups = ['Admins', 'Sales']
  const admitted = await Promise.all(ten.map(() => arrive(store, { identity: { username: 'ana', groups } })))
  const [id] = new Set(admitted.map(({ user }) => user.id))
  expect(admitted.every(({ user }) => user.id === id)).toBe(true)
  expect(await store.users.count('acme')).toBe(1)
  expect(await groupsOf(store, id ?? '')).toEqual(['acme: Admins', 'acme: Sales'])
  const types = await typesOf(store)
  const count = (wanted: string): number => types.filter((type) => type === wanted).length
  expect([count('user.created'), count('login.succeeded'), count('group.created')]).toEqual([1, 10, 2])
})
test('lets many sign-ins of an invited person at once all in, and makes them active once', async () => {
  const store = memoryStore()
  await putUser(store, { email: 'ana@acme.test', status: 'invited' })
  const admitted = await Promise.all(ten.map(() => arrive(store)))
  expect(admitted.every(({ user }) => user.status === 'active')).toBe(true)
  const types = await typesOf(store)
  expect(types.filter((type) => type === 'user.updated')).toHaveLength(1)
  expect(types.filter((type) => type === 'user.linked')).toHaveLength(1)
  expect(types.filter((type) => type === 'login.succeeded')).toHaveLength(10)
})
test('lets one of two people in who come with one address at once', async () => {
  const store = memoryStore()
  const settled = await Promise.allSettled(['s1', 's2'].map((subject) => arrive(store, { identity: { subject } })))
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'USER_CONFLICT' } })
})
test('reads again when somebody else wrote the person meanwhile, and loses nothing of theirs', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  const raced = before(store, 'replace', () => store.users.replace({ ...user, externalId: 'E-1', version: 2 }))
  const { user: after } = await arrive(raced, { identity: { name: 'Ana S.' } })
  expect(after).toMatchObject({ externalId: 'E-1', name: 'Ana S.', version: 3 })
})
test("does not take a person's own username, in another case, for that of somebody else", async () => {
  const store = memoryStore()
  const policy = { caseSensitive: true }
  const { user } = await arrive(store, { policy, identity: { username: 'ana' } })
  const raced = before(store, 'replace', () => store.users.replace({ ...user, externalId: 'E-1', version: 2 }))
  expect((await arrive(raced, { policy, identity: { username: 'Ana' } })).user.username).toBe('Ana')
})
test('does not let in who is blocked between finding and writing', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  const raced = before(store, 'replace', () => store.users.replace({ ...user, status: 'blocked', version: 2 }))
  await expect(arrive(raced, { identity: { name: 'Ana S.' } })).rejects.toMatchObject({ code: 'USER_INACTIVE' })
})
test('finds who was made by hand between finding nobody and writing', async () => {
  const store = memoryStore()
  const raced = before(store, 'insert', () => putUser(store, { email: 'ana@acme.test' }))
  expect((await arrive(raced)).user.id).toBe('u1')
})
test('follows who was moved between finding and writing', async () => {
  const store = memoryStore()
  await putFamily(store)
  const { user } = await arrive(store)
  const moved = { ...user, organizationId: 'acme-north', version: 2 }
  const raced = before(store, 'replace', () => store.users.move('acme', moved))
  const { user: after, organization } = await arrive(raced, { identity: { name: 'Ana S.' } })
  expect(after).toMatchObject({ organizationId: 'acme-north', name: 'Ana S.' })
  expect(organization.id).toBe('acme-north')
})
test('gives up on a person whom somebody writes all the time', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  const busy: Store = { ...store, users: { ...store.users, replace: async () => false } }
  await expect(arrive(busy, { identity: { name: 'Ana S.' } })).rejects.toMatchObject({ code: 'WRITE_CONFLICT' })
  expect(await store.users.find('acme', user.id)).toEqual(user)
})
test('makes a group again that is deleted while the person joins it', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  for (const identity of [{ groups: ['Admins'] }, { subject: 's2', email: 'eva@acme.test', groups: ['Admins'] }]) {
    let isFirst = true
    const change: Store['groups']['change'] = async (...given) => {
      const group = await store.groups.findByName('acme', 'acme', 'Admins')
      if (isFirst && group !== null) await store.groups.remove('acme', group.id)
      isFirst = false
      return store.groups.change(...given)
    }
    const { user: joined } = await arrive({ ...store, groups: { ...store.groups, change } }, { identity })
    expect(await groupsOf(store, joined.id)).toEqual(['acme: Admins'])
  }
  expect(await groupsOf(store, user.id)).toEqual([])
})
test('never mixes two organizations in which 200 people sign in at once', async () => {
  const store = memoryStore()
  for (const id of ['acme', 'globex']) {
    await putOrganization(store, { id })
    const staff = await putGroup(store, 'Staff', { id: `staff-${id}`, organizationId: id, connectionId: id })
    await mapGroup(store, staff, id, id)
  }
  const people = Array.from({ length: 200 }, (_, index) => ({
    number: Math.floor(index / 2),
    organization: index % 2 === 0 ? acme : globex,
  }))
  const arrivals = await Promise.all(
    people.map(async ({ number, organization }) => {
      const { id } = organization
      // The same address, username and subject in both: only the organization tells them apart.
      const identity = {
        connectionId: id,
        subject: `s${number}`,
        email: `p${number}@shared.test`,
        username: `p${number}`,
      }
      return arrive(store, { organization, identity: { ...identity, groups: ['Staff'], name: id }, now })
    }),
  )
  for (const [index, { user, organization }] of arrivals.entries()) {
    const id = people[index]?.organization.id ?? ''
    const email = `p${people[index]?.number}@shared.test`
    expect(user).toMatchObject({ organizationId: id, email, name: id, roles: [id] })
    expect(organization.id).toBe(id)
    expect(await store.groups.listOfUsers([user.id])).toMatchObject([{ group: { id: `staff-${id}` } }])
  }
  expect(new Set(arrivals.map(({ user }) => user.id)).size).toBe(200)
  for (const id of ['acme', 'globex']) {
    expect(await store.users.count(id)).toBe(100)
    const events = await eventsOf(store, id)
    const ours = new Set([
      `staff-${id}`,
      ...arrivals.filter(({ user }) => user.organizationId === id).map(({ user }) => user.id),
    ])
    expect(events.filter(({ type }) => type === 'login.succeeded')).toHaveLength(100)
    expect(events.every(({ target, organizationId }) => ours.has(target.id) && organizationId === id)).toBe(true)
  }
})
