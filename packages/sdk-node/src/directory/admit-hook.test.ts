import { afterEach, expect, test, vi } from 'vitest'
import {
  arrive,
  eventsOf,
  mapGroup,
  putFamily,
  putGroup,
  putUser,
  typesOf,
} from '../../test/support/admission-stage.ts'
import { AuthError } from '../model/auth-error.ts'
import type { OnSignIn, SignInDecision } from '../model/on-sign-in.ts'
import type { User } from '../model/user.ts'
import { memoryStore } from '../stores/memory-store.ts'

afterEach(() => vi.useRealTimers())

const change =
  (value: object): OnSignIn =>
  () => ({ change: value })

test('shows the hook the identity and the person as they would come in, and goes on with nothing', async () => {
  const store = memoryStore()
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'Admins'), 'admin')
  const seen: User[] = []
  for (const answer of [undefined, null]) {
    const { user } = await arrive(store, {
      identity: { groups: ['Admins'] },
      onSignIn: async (identity, shown) => {
        expect(identity.groups).toEqual(['Admins'])
        seen.push(shown)
        return answer
      },
    })
    expect(seen.at(-1)).toEqual(user)
  }
  expect(seen).toHaveLength(2)
  expect(seen[0]).toMatchObject({ roles: ['admin'], email: 'ana@acme.test', status: 'active' })
})
test('shows a new person before they are stored', async () => {
  const store = memoryStore()
  const found: unknown[] = []
  await arrive(store, {
    onSignIn: async (_identity, { id }) => {
      found.push(await store.users.findAnywhere(id))
    },
  })
  expect(found).toEqual([null])
})
test('lets what the app changes win over identity and groups, for new and known people, in one step', async () => {
  const store = memoryStore()
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'North'), 'clerk', 'acme-north')
  const changed = { username: 'asouza', externalId: 'E-1', name: 'Ana da App', firstName: null, role: 'auditor' }
  const arrival = { identity: { username: 'ana', groups: ['North'] }, onSignIn: change(changed) }
  const { user } = await arrive(store, arrival)
  const { role, ...profile } = changed
  expect(user).toMatchObject({ ...profile, lastName: 'Souza', roles: [role], roleSource: 'manual' })
  expect(user).toMatchObject({ organizationId: 'acme', version: 1 })
  const before = (await eventsOf(store)).length
  const { user: again } = await arrive(store, { ...arrival, onSignIn: change({ ...changed, name: 'Ana S.' }) })
  expect(again).toEqual({ ...user, name: 'Ana S.', version: 2 })
  expect(await typesOf(store, 'acme', before)).toEqual(['user.updated', 'login.succeeded'])
})
test('lets the groups decide again when the role is null', async () => {
  const store = memoryStore()
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'Admins'), 'admin')
  const identity = { groups: ['Admins'] }
  expect((await arrive(store, { identity, onSignIn: change({ role: 'owner' }) })).user.roles).toEqual(['owner'])
  const { user } = await arrive(store, { identity, onSignIn: change({ role: null }) })
  expect(user).toMatchObject({ roles: ['admin'], roleSource: 'groups' })
})
test('lets the app give the role that an organization requires', async () => {
  const store = memoryStore()
  await putFamily(store, { roleRequired: true })
  expect((await arrive(store, { onSignIn: change({ role: 'guest' }) })).user.roles).toEqual(['guest'])
})
test.each<[string, OnSignIn, RegExp]>([
  ['that refuses', () => ({ refuse: 'no licence left' }), /no licence left/],
  ['that throws', () => Promise.reject(new Error('licences are down')), /licences are down/],
  ['that throws at once', () => { throw new TypeError('x of undefined') }, /x of undefined/], // prettier-ignore
])('lets nobody in by a hook %s, and writes only groups', async (_what, onSignIn, detail) => {
  const store = memoryStore()
  const arriving = arrive(store, { onSignIn, identity: { groups: ['Sales'] } })
  await expect(arriving).rejects.toMatchObject({
    code: 'LOGIN_NOT_ALLOWED',
    message: expect.stringMatching(detail) as unknown,
  })
  expect(await typesOf(store)).toEqual(['group.created'])
  const there = await putUser(store, { email: 'ana@acme.test', status: 'invited' })
  await expect(arrive(store, { onSignIn })).rejects.toMatchObject({ code: 'LOGIN_NOT_ALLOWED' })
  expect(await store.users.find('acme', 'u1')).toEqual(there)
  expect(await store.users.listLinks('acme', 'u1')).toEqual([])
})
test('passes on an AuthError of the hook as it is', async () => {
  const error = new AuthError('USER_PENDING', 'wants a signature first')
  await expect(arrive(memoryStore(), { onSignIn: () => Promise.reject(error) })).rejects.toBe(error)
})
test.each<[string, unknown]>([
  ['true', true],
  ['a list', [{ change: {} }]],
  ['no decision', {}],
  ['another word', { allow: true }],
  ['a refusal that is no text', { refuse: true }],
  ['a change that is none', { change: 'role' }],
  ['another address', { change: { email: 'eva@acme.test' } }],
  ['another status', { change: { status: 'active' } }],
  ['several roles', { change: { role: ['admin'] } }],
  ['an empty role', { change: { role: ' ' } }],
  ['a name that is a number', { change: { name: 7 } }],
  ['a name with a line break', { change: { name: 'Ana\nSouza' } }],
])('lets nobody in by a hook that answers %s', async (_what, answer) => {
  const store = memoryStore()
  const arriving = arrive(store, { onSignIn: () => answer as SignInDecision })
  await expect(arriving).rejects.toMatchObject({ code: 'LOGIN_NOT_ALLOWED' })
  expect(await eventsOf(store)).toEqual([])
})
test('refuses both a change and a refusal', async () => {
  const both = { change: { name: 'Ana' }, refuse: 'no' } as SignInDecision
  await expect(arrive(memoryStore(), { onSignIn: () => both })).rejects.toThrow(/refused: no/)
})
test.each(['username', 'externalId'] as const)('gives nobody the %s of another by a hook', async (field) => {
  const store = memoryStore()
  await putUser(store, { id: 'eva', [field]: 'eva' })
  const onSignIn = change({ [field]: 'eva' })
  await expect(arrive(store, { onSignIn })).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  await arrive(store)
  await expect(arrive(store, { onSignIn })).rejects.toMatchObject({ code: 'USER_CONFLICT' })
})
test('waits ten seconds for a hook, then refuses', async () => {
  vi.useFakeTimers()
  const store = memoryStore()
  const arriving = arrive(store, { onSignIn: () => new Promise<never>(() => {}) })
  const [settled] = await Promise.all([Promise.allSettled([arriving]), vi.advanceTimersByTimeAsync(10_000)])
  expect(settled).toMatchObject([{ reason: { code: 'LOGIN_NOT_ALLOWED' } }])
  expect(await eventsOf(store)).toEqual([])
})
test('leaves no timer behind that would keep the process alive', async () => {
  vi.useFakeTimers()
  await arrive(memoryStore(), { onSignIn: () => undefined })
  expect(vi.getTimerCount()).toBe(0)
})
test('changes nothing of a profile that SCIM keeps, but may give a role', async () => {
  const store = memoryStore()
  const there = await putUser(store, { email: 'ana@acme.test', username: 'ana', name: 'Ana (SCIM)', source: 'scim' })
  const changed = { username: 'x', externalId: 'y', name: 'Ana', firstName: 'Ana', lastName: 'S', role: 'admin' }
  const { user } = await arrive(store, { onSignIn: change(changed) })
  expect(user).toEqual({ ...there, roles: ['admin'], roleSource: 'manual', version: 2 })
})
