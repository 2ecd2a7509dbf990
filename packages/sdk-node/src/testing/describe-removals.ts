import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import { connection, domain, organization, verified } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { group, loginEvent, mapping, twenty, user } from './store-samples.ts'

/** What goes with an organization or a connection, and what does not. */
export function describeRemovals(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('forgets an organization with all that is its own, and nothing of another', async () => {
    const store = await makeStore()
    for (const id of ['acme', 'globex']) await furnish(store, id)
    const before = await store.changes.head()
    assert.equal(await store.organizations.remove('acme', [loginEvent('gone', 'acme', 'nobody')]), true)
    assert.deepEqual(await inventory(store, 'acme'), { ...nothing, events: ['login of acme', 'gone'] })
    assert.deepEqual(await inventory(store, 'globex'), everythingOf('globex'))
    const told = (await store.changes.list(before, 100)) ?? []
    assert.deepEqual(told.map(({ kind, key }) => `${kind} ${key}`).toSorted(), [
      'connection acme-c',
      'domain acme.test',
      'organization acme',
    ])
    assert.ok(told.every(({ organizationId }) => organizationId === 'acme'))
  })
  test('leaves what is there of an organization that was removed and made again', async () => {
    const store = await makeStore()
    for (const id of ['acme', 'globex']) {
      await furnish(store, 'acme')
      assert.deepEqual(await inventory(store, 'acme'), everythingOf('acme', id === 'globex' ? 2 : 1))
      assert.equal(await store.organizations.remove('acme'), true)
    }
  })
  test('does not forget an organization that has subs, or one that it does not have', async () => {
    const store = await makeStore()
    await furnish(store, 'acme')
    await store.organizations.insert(organization('sub', 'acme'))
    await store.users.insert(user('u-static', 'static', 'ana@static.test'), null)
    assert.equal(await store.organizations.remove('acme'), false)
    assert.equal(await store.organizations.remove('static'), false)
    assert.equal((await store.users.find('static', 'u-static'))?.id, 'u-static')
    assert.deepEqual(await inventory(store, 'acme'), everythingOf('acme'))
    assert.equal(await store.organizations.remove('sub'), true)
    assert.equal(await store.organizations.remove('acme'), true)
  })
  test('forgets the mappings that lead into a sub-organization with it, and leaves the group', async () => {
    const store = await makeStore()
    await furnish(store, 'acme')
    await store.organizations.insert(organization('sub', 'acme'))
    await store.groups.insert(group('g-sub', 'acme', 'Sub', 'acme-c'))
    await store.roleMappings.put({ ...mapping('g-sub', 'acme', 'buyer'), targetOrganizationId: 'sub' })
    assert.equal(await store.organizations.remove('sub'), true)
    assert.deepEqual(
      (await store.roleMappings.list('acme')).map(({ groupId }) => groupId),
      ['g-acme'],
    )
    assert.equal((await store.groups.find('acme', 'g-sub'))?.id, 'g-sub')
  })
  test('forgets a connection with its groups and links, and leaves its people and other connections', async () => {
    const store = await makeStore()
    for (const id of ['acme', 'globex']) await furnish(store, id)
    await store.organizations.insert(organization('sub', 'acme'))
    await store.users.insert(user('u-sub', 'sub', 'eva@acme.test'), { connectionId: 'acme-c', subject: 'eva' })
    await store.connections.insert(connection('acme-d', 'acme'))
    await store.users.link(user('u-sub', 'sub', 'eva@acme.test'), { connectionId: 'acme-d', subject: 'eva' })
    await store.groups.insert(group('g-hand', 'acme', 'By hand', null))
    await store.groups.insert(group('g-else', 'example', 'Of another organization', 'acme-c'))
    assert.equal(await store.connections.remove('acme', 'acme-c'), true)
    assert.equal(await store.groups.find('acme', 'g-acme'), null)
    assert.deepEqual(await store.roleMappings.list('acme'), [])
    assert.equal(await store.users.findByLink({ connectionId: 'acme-c', subject: 's' }), null)
    assert.equal(await store.users.findByLink({ connectionId: 'acme-c', subject: 'eva' }), null)
    assert.equal((await store.users.findByLink({ connectionId: 'acme-d', subject: 'eva' }))?.id, 'u-sub')
    assert.equal((await store.users.find('acme', 'u-acme'))?.id, 'u-acme')
    assert.deepEqual(await store.users.listLinks('acme', 'u-acme'), [])
    assert.equal((await store.groups.find('acme', 'g-hand'))?.id, 'g-hand')
    assert.equal((await store.groups.find('example', 'g-else'))?.id, 'g-else')
    assert.deepEqual(await inventory(store, 'globex'), everythingOf('globex'))
  })
  test('leaves no domain of an organization that is removed while they are added', async () => {
    const { organizations, domains } = await makeStore()
    await organizations.insert(organization('acme'))
    const names = twenty.map((index) => `d${index}.test`)
    const [removed] = await Promise.all([
      organizations.remove('acme'),
      ...names.map((name) => domains.insert(verified(domain('acme', name)))),
    ])
    assert.equal(removed, true)
    assert.deepEqual(await domains.list('acme'), [])
    assert.equal(await domains.countVerified(), 0)
  })
}

/** One of everything. */
async function furnish(store: Store, id: string): Promise<void> {
  await store.organizations.insert(organization(id))
  await store.domains.insert(verified(domain(id, `${id}.test`)))
  await store.connections.insert(connection(`${id}-c`, id))
  await store.users.insert(user(`u-${id}`, id, `ana@${id}.test`), { connectionId: `${id}-c`, subject: 's' })
  await store.groups.insert(group(`g-${id}`, id, 'Buyers', `${id}-c`))
  await store.groups.change({ add: [{ groupId: `g-${id}`, userId: `u-${id}` }], remove: [] })
  await store.roleMappings.put(mapping(`g-${id}`, id, 'buyer'))
  await store.events.append([loginEvent(`login of ${id}`, id, `u-${id}`)])
}

async function inventory(store: Store, id: string): Promise<Record<string, unknown>> {
  const linked = await store.users.findByLink({ connectionId: `${id}-c`, subject: 's' })
  const log = await store.events.list({ organizationId: id, limit: 100 })
  return {
    organization: (await store.organizations.find(id))?.id ?? null,
    domains: (await store.domains.list(id)).length,
    verified: (await store.domains.findVerified([`${id}.test`])).length,
    connections: (await store.connections.list(id)).length,
    user: (await store.users.find(id, `u-${id}`))?.id ?? null,
    linked: linked?.id ?? null,
    groups: (await store.groups.list({ organizationId: id, limit: 100 })).length,
    members: await store.groups.countMembers(`g-${id}`),
    mappings: (await store.roleMappings.list(id)).length,
    logins: (await store.loginRecords.listOfUser(`u-${id}`)).length,
    events: log.map((event) => event.id),
  }
}

const nothing = {
  organization: null,
  domains: 0,
  verified: 0,
  connections: 0,
  user: null,
  linked: null,
  groups: 0,
  members: 0,
  mappings: 0,
  logins: 0,
}

function everythingOf(id: string, events = 1): Record<string, unknown> {
  return {
    organization: id,
    domains: 1,
    verified: 1,
    connections: 1,
    user: `u-${id}`,
    linked: `u-${id}`,
    groups: 1,
    members: 1,
    mappings: 1,
    logins: 1,
    events: Array.from({ length: events }, () => `login of ${id}`),
  }
}
