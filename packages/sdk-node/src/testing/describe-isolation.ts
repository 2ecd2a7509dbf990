import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, link, loginEvent, mapping, user } from './store-samples.ts'

/** Nothing of one organization is ever seen or changed by another. */
export function describeIsolation(makeStore: () => Promise<Store>, runner: Runner): void {
  describeForeignWrites(makeStore, runner)
  describeTwoAtOnce(makeStore, runner)
}

const ana = { ...user('u1', 'acme', 'ana@acme.test'), username: 'ana', externalId: 'E-1' }
const bruno = { ...user('u2', 'globex', 'bruno@globex.test'), username: 'bruno', externalId: 'E-2' }

function describeForeignWrites(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('refuses an id that another user has, in whatever organization', async () => {
    const { users } = await makeStore()
    await users.insert(ana, link)
    const foreign = user('u1', 'globex', 'bruno@globex.test')
    assert.equal(await users.insert(foreign, { ...link, subject: 'other' }), false)
    assert.equal(await users.find('globex', 'u1'), null)
  })
  test('neither links, unlinks, replaces, moves nor removes a user of another organization', async () => {
    const { users, events } = await makeStore()
    await users.insert(ana, link)
    const foreign = { ...ana, organizationId: 'globex', name: 'Bruno', version: 2 }
    const event = [loginEvent('e1', 'globex')]
    assert.equal(await users.replace(foreign, event), false)
    assert.equal(await users.link(foreign, { connectionId: 'd', subject: 's' }, event), false)
    assert.equal(await users.unlink(foreign, 'c', event), false)
    assert.equal(await users.move('globex', { ...foreign, organizationId: 'example' }, event), false)
    assert.equal(await users.remove('globex', 'u1', event), false)
    assert.deepEqual(await users.find('acme', 'u1'), ana)
    assert.deepEqual(await users.listLinks('acme', 'u1'), [link])
    assert.equal(await events.head('globex'), null)
  })
  test('neither replaces, removes nor maps a group of another organization', async () => {
    const { groups, roleMappings, events } = await makeStore()
    const buyers = group('g1', 'acme', 'Buyers')
    await groups.insert(buyers)
    const event = [loginEvent('e1', 'globex')]
    assert.equal(await groups.replace({ ...buyers, organizationId: 'globex', version: 2 }, event), false)
    assert.equal(await groups.remove('globex', 'g1', event), false)
    assert.equal(await roleMappings.put(mapping('g1', 'globex', 'admin'), event), false)
    assert.equal(await roleMappings.remove('globex', 'g1', event), false)
    assert.deepEqual(await groups.find('acme', 'g1'), buyers)
    assert.equal(await events.head('globex'), null)
  })
  test('answers nothing of another organization, whatever is asked for', async () => {
    const { users, groups, roleMappings, loginRecords, events } = await makeStore()
    await users.insert(ana, link)
    await users.insert(bruno, { connectionId: 'd', subject: 's' })
    await groups.insert(group('g1', 'acme', 'Buyers', null))
    await roleMappings.put(mapping('g1', 'acme', 'buyer'))
    await events.append([loginEvent('e1', 'acme', 'u1'), loginEvent('e2', 'globex', 'u2')])
    const found = await Promise.all([
      users.find('globex', 'u1'),
      users.findByEmail('globex', 'ana@acme.test'),
      users.findByUsername('globex', 'ana'),
      users.findByExternalId('globex', 'E-1'),
      groups.find('globex', 'g1'),
      groups.findByName('globex', null, 'Buyers'),
    ])
    assert.deepEqual(found, [null, null, null, null, null, null])
    assert.deepEqual(await users.list({ organizationIds: ['globex'], limit: 10 }), [bruno])
    assert.equal(await users.count('globex'), 1)
    assert.deepEqual(await users.listLinks('globex', 'u1'), [])
    assert.deepEqual(await groups.list({ organizationId: 'globex', limit: 10 }), [])
    assert.deepEqual(await roleMappings.list('globex'), [])
    const records = await loginRecords.list({ organizationId: 'globex', limit: 10 })
    assert.deepEqual(records.map(({ userId }) => userId), ['u2']) // prettier-ignore
  })
}

const each: readonly number[] = Array.from({ length: 40 }, (_, index) => index)

/** One person, of whom the other organization has the like, with a group of their own and one that all share. */
async function provision({ users, groups, roleMappings, events }: Store, id: string, index: number): Promise<void> {
  const subject = `s${index}`
  const [userId, groupId] = [`${id}-u${index}`, `${id}-g${index}`]
  const one = { ...user(userId, id, `u${index}@example.test`), username: `U${index}`, externalId: subject }
  assert.equal(
    await users.insert(one, { connectionId: id, subject }, [loginEvent(`${id}-e${index}`, id, userId)]),
    true,
  )
  assert.deepEqual(await users.findByLink({ connectionId: id, subject }), one)
  assert.equal(await groups.insert(group(groupId, id, `group ${index}`, null)), true)
  const add = [groupId, `${id}-all`].map((of) => ({ groupId: of, userId }))
  assert.equal(await groups.change({ add, remove: [] }), true)
  assert.equal(await roleMappings.put(mapping(groupId, id, `role of ${id}`)), true)
  assert.equal(await users.replace({ ...one, name: userId, version: 2 }), true)
  assert.equal(await users.link(one, { connectionId: `${id}-second`, subject }), true)
  await events.append([loginEvent(`${id}-f${index}`, id, userId)])
}

/** What one organization has is all its own, and complete. */
async function checkOrganization({ users, groups, ...store }: Store, id: string, other: string): Promise<void> {
  const ids = (part: string): readonly string[] => each.map((index) => `${id}-${part}${index}`).toSorted()
  const found = await users.list({ organizationIds: [id], limit: 1000 })
  assert.deepEqual(found.map((one) => [one.id, one.name, one.organizationId]), ids('u').map((one) => [one, one, id])) // prettier-ignore
  for (const index of each) {
    const userId = `${id}-u${index}`
    assert.equal((await users.findByEmail(id, `u${index}@example.test`))?.id, userId)
    assert.equal((await users.findByUsername(id, `u${index}`))?.id, userId)
    assert.equal((await users.findByExternalId(id, `s${index}`))?.id, userId)
    assert.equal((await users.findByLink({ connectionId: `${id}-second`, subject: `s${index}` }))?.id, userId)
    assert.equal((await groups.findByName(id, null, `group ${index}`))?.id, `${id}-g${index}`)
    assert.equal(await users.find(other, userId), null)
  }
  assert.deepEqual(await groups.listMembers({ groupId: `${id}-all`, limit: 1000 }), ids('u'))
  const memberships = await groups.listOfUsers(ids('u'))
  assert.equal(memberships.length, 2 * each.length)
  assert.ok(memberships.every((one) => one.group.organizationId === id && one.userId.startsWith(`${id}-u`)))
  const mappings = await store.roleMappings.list(id)
  assert.deepEqual(mappings.map((one) => [one.groupId, one.role]), ids('g').map((one) => [one, `role of ${id}`])) // prettier-ignore
  const records = await store.loginRecords.list({ organizationId: id, limit: 1000 })
  assert.deepEqual(records.map((one) => [one.userId, one.count]), ids('u').map((one) => [one, 2])) // prettier-ignore
  const log = await store.events.list({ organizationId: id, limit: 1000 })
  assert.ok(log.length === 2 * each.length && log.every((event) => event.target.id.startsWith(`${id}-u`)))
}

function describeTwoAtOnce(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('keeps two organizations apart that are provisioned at once', async () => {
    const store = await makeStore()
    for (const id of ['acme', 'globex']) await store.groups.insert(group(`${id}-all`, id, 'everybody', null))
    await Promise.all(each.flatMap((index) => [provision(store, 'acme', index), provision(store, 'globex', index)]))
    await checkOrganization(store, 'acme', 'globex')
    await checkOrganization(store, 'globex', 'acme')
  })
}
