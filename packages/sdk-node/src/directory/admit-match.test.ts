import { expect, test } from 'vitest'
import { arrive, eventsOf, now, putFamily, putUser, typesOf } from '../../test/support/admission-stage.ts'
import type { Identity } from '../model/identity.ts'
import type { MatchKey } from '../model/provisioning.ts'
import type { User } from '../model/user.ts'
import { memoryStore } from '../stores/memory-store.ts'

const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

interface Case {
  readonly matchBy: MatchKey
  readonly there: Partial<User>
  readonly sent: Partial<Identity>
}

const cases: readonly Case[] = [
  { matchBy: 'email', there: { email: 'ana@acme.test' }, sent: { email: 'ana@acme.test' } },
  { matchBy: 'username', there: { username: 'Ana' }, sent: { username: 'ana', nameId: 'n' } },
  { matchBy: 'nameid', there: { username: 'Ana' }, sent: { nameId: 'ana', username: 'somebody' } },
  { matchBy: 'subject', there: { externalId: 'E-1' }, sent: { subject: 'E-1', nameId: 'n' } },
]

test.each(cases)('finds a user by $matchBy, and by the link from then on', async ({ matchBy, there, sent }) => {
  const store = memoryStore()
  await putUser(store, { email: 'old@acme.test', ...there })
  const policy = { mode: 'pre-provisioned', matchBy } as const
  expect((await arrive(store, { policy, identity: sent })).user.id).toBe('u1')
  const { subject = 's1' } = sent
  expect(await store.users.listLinks('acme', 'u1')).toEqual([{ connectionId: 'acme', subject }])
  const changed = { email: 'new@acme.test', username: 'new', nameId: 'new', subject }
  expect((await arrive(store, { policy, identity: changed })).user.id).toBe('u1')
  expect((await typesOf(store)).filter((type) => type === 'user.linked')).toHaveLength(1)
})
test.each(cases)('makes a user who is found by $matchBy at another connection', async ({ matchBy, sent }) => {
  const store = memoryStore()
  const first = await arrive(store, { policy: { matchBy }, identity: sent })
  const elsewhere = { ...sent, connectionId: 'acme-oidc' }
  const second = await arrive(store, { policy: { matchBy, mode: 'pre-provisioned' }, identity: elsewhere })
  expect(second.user.id).toBe(first.user.id)
})
test.each(cases)(
  'does not give the account found by $matchBy to another subject of the connection',
  async ({ matchBy, there, sent }) => {
    const store = memoryStore()
    const user = await putUser(store, there)
    await store.users.link(user, { connectionId: 'acme', subject: 'the first' })
    await expect(
      arrive(store, { policy: { matchBy }, identity: { ...sent, groups: ['Admins'] } }),
    ).rejects.toMatchObject({
      code: 'USER_CONFLICT',
    })
    expect(await eventsOf(store)).toEqual([])
    expect(await store.groups.listOfUsers(['u1'])).toEqual([])
  },
)
test.each(cases.filter(({ matchBy }) => matchBy !== 'email'))(
  'does not give the account found by $matchBy to a connection that may not vouch for its address',
  async ({ matchBy, there, sent }) => {
    const store = memoryStore()
    await putUser(store, { email: 'ana@acme.test', ...there })
    const identity = { ...sent, email: 'bruno@globex.test' }
    const isServedByOthers = async (domain: string): Promise<boolean> => domain === 'acme.test'
    await expect(arrive(store, { policy: { matchBy }, identity, isServedByOthers })).rejects.toMatchObject({
      code: 'USER_CONFLICT',
    })
    expect(await store.users.listLinks('acme', 'u1')).toEqual([])
    expect((await arrive(store, { policy: { matchBy }, identity })).user.id).toBe('u1')
  },
)
test.each(['username', 'nameid'] as const)(
  'takes another case of the %s for another where told to',
  async (matchBy) => {
    const store = memoryStore()
    await putUser(store, { username: 'Ana' })
    const policy = { matchBy, caseSensitive: true, mode: 'pre-provisioned' } as const
    const sent = (name: string) => ({ username: name, nameId: name })
    await expect(arrive(store, { policy, identity: sent('ana') })).rejects.toMatchObject({
      code: 'USER_NOT_PROVISIONED',
    })
    expect((await arrive(store, { policy, identity: sent('Ana') })).user.id).toBe('u1')
  },
)
test('makes nobody whose username differs from that of another in case only', async () => {
  const store = memoryStore()
  await putUser(store, { username: 'Ana' })
  const policy = { matchBy: 'username', caseSensitive: true } as const
  await expect(arrive(store, { policy, identity: { username: 'ana' } })).rejects.toMatchObject({
    code: 'USER_CONFLICT',
  })
  expect(await store.users.count('acme')).toBe(1)
})
test('makes nobody with the address of another who is not meant', async () => {
  const store = memoryStore()
  await putUser(store, { username: 'bruno', email: 'ana@acme.test' })
  const arriving = arrive(store, { policy: { matchBy: 'username' }, identity: { username: 'ana' } })
  await expect(arriving).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  expect(await eventsOf(store)).toEqual([])
})
test('keeps our spelling of a username where case does not count', async () => {
  const store = memoryStore()
  await putUser(store, { username: 'Ana' })
  const { user } = await arrive(store, { policy: { matchBy: 'username' }, identity: { username: 'ANA' } })
  expect(user.username).toBe('Ana')
})
test.each(['nameid', 'subject'] as const)('matches nobody by a transient NameID as %s', async (matchBy) => {
  const store = memoryStore()
  await putUser(store, { username: '_1', externalId: '_1' })
  const identity = { subject: '_1', nameId: '_1', subjectFormat: transient }
  const { user } = await arrive(store, { policy: { matchBy }, identity })
  expect(user).toMatchObject({ username: null, externalId: null })
  expect(user.id).not.toBe('u1')
})
test('finds a user of a sub-organization, in whose log they come in', async () => {
  const store = memoryStore()
  await putFamily(store)
  await putUser(store, { organizationId: 'acme-north', email: 'ana@acme.test' })
  for (let time = 0; time < 2; time++) {
    const { user, organization } = await arrive(store, { policy: { mode: 'pre-provisioned' } })
    expect({ id: user.id, organization }).toEqual({ id: 'u1', organization: { id: 'acme-north', name: 'acme-north' } })
  }
  expect((await typesOf(store, 'acme-north')).filter((type) => type === 'login.succeeded')).toHaveLength(2)
  expect(await typesOf(store, 'acme')).toEqual([])
})
test('prefers the user of the organization to one of a sub-organization', async () => {
  const store = memoryStore()
  await putFamily(store)
  await putUser(store, { id: 'sub', organizationId: 'acme-north', email: 'ana@acme.test' })
  await putUser(store, { id: 'main', email: 'ana@acme.test' })
  expect((await arrive(store)).user.id).toBe('main')
})
test('guesses nobody when two sub-organizations have such a user', async () => {
  const store = memoryStore()
  await putFamily(store)
  for (const organizationId of ['acme-north', 'acme-south'])
    await putUser(store, { id: organizationId, organizationId, email: 'ana@acme.test' })
  await expect(arrive(store)).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  expect(await store.users.count('acme')).toBe(0)
})
test("does not look in the main organization for people of a sub-organization's connection", async () => {
  const store = memoryStore()
  await putFamily(store)
  await putUser(store, { email: 'ana@acme.test' })
  const organization = { id: 'acme-north', name: 'North' }
  const { user } = await arrive(store, { organization, now })
  expect(user).toMatchObject({ organizationId: 'acme-north' })
  expect(user.id).not.toBe('u1')
})
