import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createScimRig, scimUrl, type ScimAnswer, type ScimRig } from '../support/scim-rig.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const custom = 'urn:example:launch:2.0:User'
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ana = {
  schemas: [core],
  userName: 'ana@acme.test',
  externalId: 'ext-ana',
  name: { givenName: 'Ana', familyName: 'Souza' },
  emails: [{ value: 'ana@acme.test', type: 'work', primary: true }],
  active: true,
}
const extensions = [{ id: custom, name: 'Launch', resource: 'User', attributes: [{ name: 'badge' }] }] as const
let rig: ScimRig

beforeEach(async () => {
  rig = await createScimRig({ extensions })
})

const patch = async (path: string, operations: readonly object[], headers = {}): Promise<ScimAnswer> =>
  rig.call(
    'PATCH',
    path,
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
    { headers },
  )
const eventTypes = async (): Promise<readonly string[]> =>
  (await rig.store.events.list({ organizationId: 'acme', limit: 1000 }))
    .map(({ type }) => type)
    .filter((type) => !type.startsWith('scim.'))

test('makes a user, shows them, and says where they are', async () => {
  const { status, headers, body } = await rig.call('POST', '/Users', ana)
  const location = `${scimUrl}/Users/${body.id}`
  expect(status).toBe(201)
  expect([headers.get('location'), headers.get('etag'), headers.get('content-type')]).toEqual([
    location,
    'W/"1"',
    'application/scim+json',
  ])
  const at = '2030-01-01T12:00:00.000Z'
  expect(body).toEqual({
    ...ana,
    id: expect.any(String),
    meta: { resourceType: 'User', created: at, lastModified: at, location, version: 'W/"1"' },
  })
  const read = await rig.call('GET', `/Users/${body.id}`)
  expect([read.status, read.headers.get('etag'), read.headers.get('location')]).toEqual([200, 'W/"1"', location])
  expect(read.body).toEqual(body)
  expect(await rig.store.events.list({ organizationId: 'acme', types: ['user.created'], limit: 10 })).toMatchObject([
    { actor: { type: 'scim', id: 'acme-scim' }, ip: '192.0.2.1', data: { connectionId: 'acme-scim' } },
  ])
})
test('says which schemas a user has something of', async () => {
  const { body } = await rig.call('POST', '/Users', {
    ...ana,
    [enterprise]: { department: 'Sales' },
    [custom]: { badge: '7' },
  })
  expect(body.schemas).toEqual([core, enterprise, custom])
  expect([body[enterprise], body[custom]]).toEqual([{ department: 'Sales' }, { badge: '7' }])
})
test('shows who was sent without `active` as active, and finds them by it', async () => {
  const { body } = await rig.call('POST', '/Users', { schemas: [core], userName: 'bruno@acme.test' })
  expect(body.active).toBe(true)
  const find = async (filter: string): Promise<number> =>
    (await rig.call('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body.totalResults
  expect([await find('active eq true'), await find('active eq false'), await find('active pr')]).toEqual([1, 0, 1])
})
test('neither keeps nor shows a password, nor what is only ours to say', async () => {
  const { body } = await rig.call('POST', '/Users', {
    ...ana,
    id: 'mine',
    password: 'hunter2-hunter2',
    groups: [],
    meta: { version: 'W/"9"', location: 'https://evil.test' },
  })
  expect(body.id).not.toBe('mine')
  expect(body.meta.location).toBe(`${scimUrl}/Users/${body.id}`)
  expect(JSON.stringify([body, await rig.store.users.findAnywhere(body.id)])).not.toContain('hunter2')
})
test.each([
  ['userName', { userName: 'ANA@acme.test', externalId: 'other', emails: [] }],
  ['externalId', { userName: 'other', emails: [] }],
])('refuses a second user of the same %s', async (_name, over) => {
  await rig.call('POST', '/Users', ana)
  const { status, body } = await rig.call('POST', '/Users', { ...ana, ...over })
  expect([status, body.status, body.scimType]).toEqual([409, '409', 'uniqueness'])
  expect((await rig.call('GET', '/Users')).body.totalResults).toBe(1)
})
test('makes one user of two that come at once', async () => {
  const answers = await Promise.all([rig.call('POST', '/Users', ana), rig.call('POST', '/Users', ana)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('replaces a user, and keeps what the client does not speak of', async () => {
  const { body } = await rig.call('POST', '/Users', { ...ana, title: 'Buyer', active: false, [custom]: { badge: '7' } })
  const {
    status,
    headers,
    body: after,
  } = await rig.call('PUT', `/Users/${body.id}`, {
    schemas: [core],
    id: body.id,
    userName: 'ana.souza@acme.test',
    groups: [],
    meta: body.meta,
  })
  expect([status, headers.get('etag'), headers.get('location')]).toEqual([200, 'W/"2"', body.meta.location])
  expect(after).toMatchObject({
    id: body.id,
    userName: 'ana.souza@acme.test',
    externalId: 'ext-ana',
    active: false,
    [custom]: { badge: '7' },
  })
  for (const name of ['title', 'name', 'emails']) expect(after).not.toHaveProperty(name)
})
test('writes and tells nothing when nothing changes', async () => {
  const { body } = await rig.call('POST', '/Users', ana)
  const before = await eventTypes()
  const put = await rig.call('PUT', `/Users/${body.id}`, ana)
  const patched = await patch(`/Users/${body.id}`, [{ op: 'replace', path: 'active', value: true }])
  expect([put.body, patched.body]).toEqual([body, body])
  expect(await eventTypes()).toEqual(before)
})
test('switches a user off and on, who stays to be seen with their groups', async () => {
  const { body } = await rig.call('POST', '/Users', ana)
  await rig.call('POST', '/Groups', { schemas: [group], displayName: 'Buyers', members: [{ value: body.id }] })
  const off = await patch(`/Users/${body.id}`, [{ op: 'Replace', path: 'active', value: 'False' }])
  expect([off.status, off.body.active, off.headers.get('etag')]).toEqual([200, false, 'W/"2"'])
  expect(off.body.groups).toMatchObject([{ display: 'Buyers', type: 'direct' }])
  expect((await rig.call('GET', '/Users?filter=userName eq "ana@acme.test"')).body.Resources).toMatchObject([
    { active: false },
  ])
  expect((await rig.store.users.findAnywhere(body.id))?.status).toBe('inactive')
  const on = await patch(`/Users/${body.id}`, [{ op: 'replace', value: { active: true } }])
  expect(on.body.active).toBe(true)
  expect((await eventTypes()).slice(-2)).toEqual(['user.deactivated', 'user.reactivated'])
})
test.each([
  ['PUT', { schemas: [core], userName: 'ana@acme.test' }],
  ['PUT', { schemas: [core], userName: 'ana@acme.test', active: null }],
  ['PATCH', { Operations: [{ op: 'replace', path: 'active', value: null }] }],
  ['PATCH', { Operations: [{ op: 'replace', value: { active: null, title: 'Buyer' } }] }],
  ['PATCH', { Operations: [{ op: 'remove', path: 'active' }] }],
])('lets nobody in again by a %s that does not say that they are active: %j', async (method, change) => {
  const { body } = await rig.call('POST', '/Users', { ...ana, active: false })
  const { status, body: after } = await rig.call(method, `/Users/${body.id}`, change)
  expect([status, after.active]).toEqual([200, false])
  expect((await rig.store.users.findAnywhere(body.id))?.status).toBe('inactive')
})
test('removes a user for good, and only once', async () => {
  const { body } = await rig.call('POST', '/Users', ana)
  const removed = await rig.call('DELETE', `/Users/${body.id}`)
  expect([removed.status, removed.body]).toEqual([204, null])
  for (const method of ['GET', 'DELETE']) expect((await rig.call(method, `/Users/${body.id}`)).status).toBe(404)
  expect((await rig.call('PUT', `/Users/${body.id}`, ana)).status).toBe(404)
  expect((await patch(`/Users/${body.id}`, [{ op: 'replace', path: 'active', value: false }])).status).toBe(404)
  expect((await rig.call('POST', '/Users', ana)).body.id).toBe(body.id)
})

test('makes a group with members, and shows them unless they are not wanted', async () => {
  const [first = '', second = ''] = await rig.addUsers('ana', 2)
  const { status, body } = await rig.call('POST', '/Groups', {
    schemas: [group],
    displayName: 'Buyers',
    members: [{ value: second }, { value: first, display: 'Ana' }],
  })
  expect(status).toBe(201)
  const member = (id: string) => ({ value: id, $ref: `${scimUrl}/Users/${id}`, type: 'User' })
  expect(body).toMatchObject({ schemas: [group], displayName: 'Buyers', members: [member(first), member(second)] })
  const bare = await rig.call('GET', `/Groups/${body.id}?excludedAttributes=members`)
  expect(bare.body).not.toHaveProperty('members')
  const [listed] = (await rig.call('GET', '/Groups?attributes=displayName')).body.Resources
  expect(Object.keys(listed).toSorted()).toEqual(['displayName', 'id', 'schemas'])
})
test('does not ask for members or groups that nobody wants to see', async () => {
  const store = memoryStore()
  let asked = 0
  const counting = <A extends readonly unknown[], R>(run: (...given: A) => R) => {
    return (...given: A): R => {
      asked++
      return run(...given)
    }
  }
  const { listMembers, listOfUsers } = store.groups
  const groups = { ...store.groups, listMembers: counting(listMembers), listOfUsers: counting(listOfUsers) }
  rig = await createScimRig({ store: { ...store, groups } })
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body } = await rig.call('POST', '/Groups', {
    schemas: [group],
    displayName: 'Buyers',
    members: [{ value: id }],
  })
  asked = 0
  await rig.call('GET', '/Groups?excludedAttributes=members')
  await rig.call('GET', `/Groups/${body.id}?attributes=displayName`)
  await rig.call('GET', '/Users?attributes=userName')
  await rig.call('GET', `/Users/${id}?excludedAttributes=groups`)
  await rig.call('GET', '/Users?sortBy=userName&attributes=userName')
  expect(asked).toBe(0)
  await rig.call('GET', '/Users')
  expect(asked).toBe(1)
})
test('answers a change of a group with 204, and with the group where attributes are asked for', async () => {
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body } = await rig.call('POST', '/Groups', { schemas: [group], displayName: 'Buyers' })
  const added = await patch(`/Groups/${body.id}`, [{ op: 'Add', path: 'members', value: [{ value: id }] }])
  expect([added.status, added.body, added.headers.get('location')]).toEqual([204, null, body.meta.location])
  const read = await rig.call('GET', `/Groups/${body.id}`)
  expect(added.headers.get('etag')).toBe(read.headers.get('etag'))
  const renamed = await patch(`/Groups/${body.id}?attributes=members`, [
    { op: 'replace', value: { id: body.id, displayName: 'B' } },
  ])
  expect([renamed.status, renamed.body.members.length]).toEqual([200, 1])
})
test.each([
  ['a value filter', (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` })],
  ['a list of values', (id: string) => ({ op: 'Remove', path: 'members', value: [{ value: id }] })],
])('removes a member by %s, also one who is not inside', async (_how, toOperation) => {
  const [first = '', second = ''] = await rig.addUsers('ana', 2)
  const { body } = await rig.call('POST', '/Groups', {
    displayName: 'Buyers',
    members: [{ value: first }, { value: second }],
  })
  for (let times = 0; times < 2; times++)
    expect((await patch(`/Groups/${body.id}`, [toOperation(first)])).status).toBe(204)
  expect((await rig.call('GET', `/Groups/${body.id}`)).body.members).toMatchObject([{ value: second }])
  expect((await eventTypes()).filter((type) => type === 'group.member_removed')).toHaveLength(1)
})
test('changes members without ever loading them, and loads them where all are replaced', async () => {
  const store = memoryStore()
  let listed = 0
  const listMembers: Store['groups']['listMembers'] = async (filter) => {
    listed++
    return store.groups.listMembers(filter)
  }
  rig = await createScimRig({ store: { ...store, groups: { ...store.groups, listMembers } } })
  const ids = await rig.addUsers('ana', 3)
  const [first, second, third] = ids.map((value) => ({ value }))
  const { body } = await rig.call('POST', '/Groups?attributes=id', { displayName: 'Buyers', members: [first] })
  await patch(`/Groups/${body.id}`, [
    { op: 'add', path: 'members', value: [second] },
    { op: 'remove', path: `members[value eq "${ids[0]}"]` },
  ])
  expect(listed).toBe(0)
  await patch(`/Groups/${body.id}`, [{ op: 'replace', path: 'members', value: [second, third] }])
  expect(listed).toBe(1)
  expect(await store.groups.listMembers({ groupId: body.id, limit: 10 })).toEqual([ids[1], ids[2]])
  await patch(`/Groups/${body.id}`, [{ op: 'remove', path: 'members' }])
  expect(await store.groups.listMembers({ groupId: body.id, limit: 10 })).toEqual([])
})
test.each([
  ['with other members', (second: string) => ({ members: [{ value: second }] }), ['second']],
  ['without members, which then stay', () => ({}), ['first']],
  ['with no members', () => ({ members: [] }), []],
  ['with null for members', () => ({ members: null }), []],
])('replaces a group %s', async (_how, toMembers, left) => {
  const [first = '', second = ''] = await rig.addUsers('ana', 2)
  const { body } = await rig.call('POST', '/Groups', {
    displayName: 'Buyers',
    externalId: 'e',
    members: [{ value: first }],
  })
  const put = await rig.call('PUT', `/Groups/${body.id}`, {
    schemas: [group],
    displayName: 'Sellers',
    ...toMembers(second),
  })
  expect([put.status, put.body.displayName, put.body.externalId]).toEqual([200, 'Sellers', 'e'])
  const values = (put.body.members ?? []).map(({ value }: { value: string }) => (value === first ? 'first' : 'second'))
  expect(values).toEqual(left)
})
test.each([
  ['a group', 'group'],
  ['nobody', 'nobody'],
])('refuses %s as a member, and writes nothing', async (_what, kind) => {
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body } = await rig.call('POST', '/Groups', { displayName: 'Buyers' })
  const value = kind === 'group' ? body.id : '00000000-0000-4000-8000-000000000000'
  const posted = await rig.call('POST', '/Groups', { displayName: 'Sellers', members: [{ value: id }, { value }] })
  const patched = await patch(`/Groups/${body.id}`, [{ op: 'add', path: 'members', value: [{ value: id }, { value }] }])
  for (const answer of [posted, patched]) expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue'])
  expect((await rig.call('GET', '/Groups')).body.totalResults).toBe(1)
  expect((await rig.call('GET', `/Groups/${body.id}`)).body).not.toHaveProperty('members')
})

test('answers 304 to who has the version already', async () => {
  const { body } = await rig.call('POST', '/Users', ana)
  for (const tag of ['W/"1"', '*', 'W/"7", W/"1"']) {
    const read = await rig.call('GET', `/Users/${body.id}`, undefined, { headers: { 'if-none-match': tag } })
    expect([read.status, read.body, read.headers.get('etag')]).toEqual([304, null, 'W/"1"'])
  }
  const other = await rig.call('GET', `/Users/${body.id}`, undefined, { headers: { 'if-none-match': 'W/"2"' } })
  expect(other.status).toBe(200)
})
test.each(['PUT', 'PATCH', 'DELETE'])('refuses %s of a version that is not there any more', async (method) => {
  const { body } = await rig.call('POST', '/Users', ana)
  await patch(`/Users/${body.id}`, [{ op: 'replace', path: 'title', value: 'Buyer' }])
  const change = { ...ana, Operations: [{ op: 'replace', path: 'title', value: 'Seller' }] }
  const sent =
    method === 'DELETE'
      ? undefined
      : { ...change, ...(method === 'PATCH' && { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] }) }
  const stale = await rig.call(method, `/Users/${body.id}`, sent, { headers: { 'if-match': 'W/"1"' } })
  expect([stale.status, stale.body.status]).toEqual([412, '412'])
  expect((await rig.call('GET', `/Users/${body.id}`)).body).toMatchObject({
    title: 'Buyer',
    meta: { version: 'W/"2"' },
  })
  const fresh = await rig.call(method, `/Users/${body.id}`, sent, { headers: { 'if-match': 'W/"2"' } })
  expect(fresh.status).toBe(method === 'DELETE' ? 204 : 200)
})
test('applies all changes that come at once, unless they say which version they mean', async () => {
  const ids = await rig.addUsers('ana', 6)
  const { body } = await rig.call('POST', '/Groups', { displayName: 'Buyers' })
  const add = (id: string) => [{ op: 'add', path: 'members', value: [{ value: id }] }]
  const answers = await Promise.all(ids.map(async (id) => patch(`/Groups/${body.id}`, add(id))))
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 204))
  expect((await rig.call('GET', `/Groups/${body.id}`)).body.members).toHaveLength(6)

  const { body: user } = await rig.call('POST', '/Users', ana)
  const titles = await Promise.all(
    ['Buyer', 'Seller', 'Owner'].map(async (value) =>
      patch(`/Users/${user.id}`, [{ op: 'replace', path: 'title', value }], { 'if-match': 'W/"1"' }),
    ),
  )
  expect(titles.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412])
})
