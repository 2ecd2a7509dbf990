import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import { connection, organization } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { makeScimStore, scimGroup, scimToken, scimUser } from './scim-samples.ts'
import { group, twenty, user } from './store-samples.ts'

/** What becomes of what a SCIM client kept, when its connection or an organization goes. */
export function describeScimRemovals(makeStore: () => Promise<Store>, { test }: Runner): void {
  const fill = async (): Promise<Store> => {
    const store = await makeScimStore(makeStore)
    for (const id of ['acme', 'globex']) {
      await store.users.insert(scimUser(`${id}-1`, id, { externalId: 'E-1' }), {
        connectionId: `${id}-c`,
        subject: '1',
      })
      await store.users.insert(scimUser(`${id}-2`, id, { externalId: 'E-2' }), null)
      await store.users.remove(id, `${id}-2`)
      await store.groups.insert(scimGroup(`${id}-g`, id, 'Buyers'))
      await store.groups.insert(group(`${id}-hand`, id, 'By hand', null))
      const add = [`${id}-g`, `${id}-hand`].map((groupId) => ({ groupId, userId: `${id}-1` }))
      await store.groups.change({ add, remove: [] })
      await store.scimTokens.insert(scimToken(`${id}-t`, id))
    }
    await store.users.insert(scimUser('acme-eu-1', 'acme-eu', { scimConnectionId: 'acme-c', externalId: 'E-3' }), null)
    await store.users.insert(scimUser('acme-d-1', 'acme', { scimConnectionId: 'acme-d' }), null)
    return store
  }
  const stateOf = async ({ users, groups, scimTokens }: Store, id: string): Promise<Record<string, unknown>> => ({
    users: (await users.listOfScim({ connectionId: `${id}-c`, limit: 10 })).map((one) => one.id),
    count: await users.countOfScim(`${id}-c`),
    found: (await users.findOfScim(`${id}-c`, { externalId: 'E-1' }))?.id ?? null,
    byEmail: (await users.listOfScimByEmail(`${id}-c`, `${id}-1@${id}.test`)).map((one) => one.id),
    removed: (await users.findRemovedOfScim(`${id}-c`, 'E-2'))?.id ?? null,
    groups: (await groups.listOfScim({ connectionId: `${id}-c`, limit: 10 })).map((one) => one.id),
    groupCount: await groups.countOfScim(`${id}-c`),
    named: (await groups.listOfScimByName(`${id}-c`, 'buyers')).length,
    token: (await scimTokens.findByHash(`hash of ${id}-t`))?.id ?? null,
  })
  const nothing = {
    users: [],
    count: 0,
    found: null,
    byEmail: [],
    removed: null,
    groups: [],
    groupCount: 0,
    named: 0,
    token: null,
  }
  const allOf = (id: string, ...others: readonly string[]): Record<string, unknown> => ({
    users: [`${id}-1`, ...others],
    count: 1 + others.length,
    found: `${id}-1`,
    byEmail: [`${id}-1`],
    removed: `${id}-2`,
    groups: [`${id}-g`],
    groupCount: 1,
    named: 1,
    token: `${id}-t`,
  })

  test('releases the SCIM users of a connection that is removed, and forgets the rest of it', async () => {
    const store = await fill()
    assert.deepEqual(await stateOf(store, 'acme'), allOf('acme', 'acme-eu-1'))
    assert.equal(await store.connections.remove('globex', 'acme-c'), false)
    assert.deepEqual(await stateOf(store, 'acme'), allOf('acme', 'acme-eu-1'))
    assert.equal(await store.connections.remove('acme', 'acme-c'), true)
    assert.deepEqual(await stateOf(store, 'acme'), nothing)
    assert.deepEqual(await stateOf(store, 'globex'), allOf('globex'))
    assert.equal(await store.users.countOfScim('acme-d'), 1)
    const released = { source: 'manual', scimConnectionId: null, scimAttributes: null, version: 2 } as const
    const ana = { ...scimUser('acme-1', 'acme', { externalId: 'E-1' }), ...released }
    assert.deepEqual(await store.users.find('acme', 'acme-1'), ana)
    assert.deepEqual(await store.users.findByUsername('acme', ana.username ?? ''), ana)
    assert.equal((await store.users.find('acme-eu', 'acme-eu-1'))?.source, 'manual')
    assert.deepEqual(await store.groups.listMembers({ groupId: 'acme-hand', limit: 10 }), ['acme-1'])
    assert.equal(await store.users.replace({ ...ana, name: 'Ana S.', version: 3 }), true)
  })
  test('starts from nothing where a connection of that id is made again', async () => {
    const store = await fill()
    await store.connections.remove('acme', 'acme-c')
    await store.connections.insert(connection('acme-c', 'acme'))
    assert.deepEqual(await stateOf(store, 'acme'), nothing)
    assert.equal(await store.users.insert(scimUser('acme-3', 'acme'), null), true)
    assert.equal(await store.users.countOfScim('acme-c'), 1)
  })
  test('leaves no user behind as SCIM’s that comes or changes while the connection goes', async () => {
    const { users, connections } = await fill()
    const ana = scimUser('acme-1', 'acme', { externalId: 'E-1' })
    const [removed] = await Promise.all([
      connections.remove('acme', 'acme-c'),
      ...twenty.map((index) => users.insert(scimUser(`late-${index}`, 'acme'), null)),
      users.replace({ ...ana, name: 'Ana S.', version: 2 }),
    ])
    assert.equal(removed, true)
    const all = await users.list({ organizationIds: ['acme'], limit: 100 })
    assert.deepEqual(all.filter((one) => one.scimConnectionId === 'acme-c'), []) // prettier-ignore
    assert.ok(all.every(({ source, id }) => source === (id === 'acme-d-1' ? 'scim' : 'manual')))
    assert.equal(await users.countOfScim('acme-c'), 0)
  })
  test('forgets all that SCIM clients kept of an organization that is removed', async () => {
    const store = await fill()
    assert.equal(await store.organizations.remove('acme'), false)
    assert.equal(await store.organizations.remove('acme-eu'), true)
    assert.deepEqual(await stateOf(store, 'acme'), allOf('acme'))
    assert.equal(await store.organizations.remove('acme'), true)
    assert.deepEqual(await stateOf(store, 'acme'), nothing)
    assert.deepEqual(await stateOf(store, 'globex'), allOf('globex'))
    assert.equal(await store.users.findAnywhere('acme-1'), null)
    await store.organizations.insert(organization('acme'))
    await store.connections.insert(connection('acme-c', 'acme'))
    assert.deepEqual(await stateOf(store, 'acme'), nothing)
  })
  test('releases whom the connection of an organization that is removed kept elsewhere', async () => {
    const store = await fill()
    await store.users.insert(scimUser('elsewhere', 'acme', { scimConnectionId: 'globex-c' }), null)
    await store.users.insert(user('by-hand', 'globex', 'eva@globex.test'), null)
    assert.equal(await store.organizations.remove('globex'), true)
    const one = await store.users.find('acme', 'elsewhere')
    assert.deepEqual([one?.source, one?.scimConnectionId, one?.version], ['manual', null, 2])
    assert.deepEqual(await stateOf(store, 'acme'), allOf('acme', 'acme-eu-1'))
  })
}
