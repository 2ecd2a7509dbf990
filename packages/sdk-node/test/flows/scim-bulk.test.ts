import { beforeEach, expect, test } from 'vitest'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createScimRig, scimUrl, type ScimAnswer, type ScimRig } from '../support/scim-rig.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
let rig: ScimRig

beforeEach(async () => {
  rig = await createScimRig()
})

const send = async (operations: readonly object[], over: object = {}): Promise<ScimAnswer> =>
  rig.call('POST', '/Bulk', { schemas, Operations: operations, ...over })
const user = (userName: string, over: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId: userName,
  data: { schemas: [core], userName, ...over },
})
const group = (displayName: string, ...members: readonly string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId: displayName,
  data: { displayName, members: members.map((value) => ({ value })) },
})
const statusesOf = ({ body }: ScimAnswer): readonly string[] =>
  body.Operations.map(({ status }: { status: string }) => status)

test('makes, changes and removes, and answers each in the order of the request', async () => {
  const [first = '', second = ''] = await rig.addUsers('old', 2)
  const answer = await send([
    user('ana'),
    { method: 'put', path: `/Users/${first}`, version: 'W/"1"', data: { schemas: [core], userName: 'renamed' } },
    {
      method: 'PATCH',
      path: `/Users/${first}`,
      data: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'active', value: false }] },
    },
    { method: 'DELETE', path: `/Users/${second}` },
  ])
  expect([answer.status, answer.body.schemas]).toEqual([200, ['urn:ietf:params:scim:api:messages:2.0:BulkResponse']])
  const { body: ana } = await rig.call('GET', '/Users?filter=userName eq "ana"')
  expect(answer.body.Operations).toEqual([
    { method: 'POST', bulkId: 'ana', location: ana.Resources[0].meta.location, version: 'W/"1"', status: '201' },
    { method: 'PUT', location: `${scimUrl}/Users/${first}`, version: 'W/"2"', status: '200' },
    { method: 'PATCH', location: `${scimUrl}/Users/${first}`, version: 'W/"3"', status: '200' },
    { method: 'DELETE', location: `${scimUrl}/Users/${second}`, status: '204' },
  ])
  expect((await rig.call('GET', `/Users/${first}`)).body).toMatchObject({ userName: 'renamed', active: false })
})
test('puts ids in the place of references, also to what comes later', async () => {
  const answer = await send([
    group('Buyers', 'bulkId:ana', 'bulkId:bruno'),
    user('ana', { [enterprise]: { manager: { value: 'bulkId:bruno' } } }),
    user('bruno'),
    {
      method: 'PATCH',
      path: '/Groups/bulkId:Buyers',
      data: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'displayName', value: 'Sellers' }] },
    },
  ])
  expect(statusesOf(answer)).toEqual(['201', '201', '201', '204'])
  const { body: users } = await rig.call('GET', '/Users')
  const idOf = (name: string): string =>
    users.Resources.find(({ userName }: { userName: string }) => userName === name).id
  const { body: groups } = await rig.call('GET', '/Groups')
  expect(groups.Resources).toMatchObject([{ displayName: 'Sellers' }])
  expect(groups.Resources[0].members.map(({ value }: { value: string }) => value).toSorted()).toEqual(
    [idOf('ana'), idOf('bruno')].toSorted(),
  )
  expect((await rig.call('GET', `/Users/${idOf('ana')}`)).body[enterprise].manager.value).toBe(idOf('bruno'))
})
const manager = (bulkId: string) => ({ [enterprise]: { department: 'Sales', manager: { value: `bulkId:${bulkId}` } } })

test('makes what refers to each other in a circle, and to itself', async () => {
  const answer = await send([user('ana', manager('bruno')), user('bruno', manager('ana')), user('eva', manager('eva'))])
  expect(statusesOf(answer)).toEqual(['201', '201', '201'])
  const { body } = await rig.call('GET', '/Users')
  const found = new Map<string, ScimAnswer['body']>(
    body.Resources.map((one: { userName: string }) => [one.userName, one] as const),
  )
  for (const [name, boss] of [
    ['ana', 'bruno'],
    ['bruno', 'ana'],
    ['eva', 'eva'],
  ] as const)
    expect(found.get(name)).toMatchObject({
      [enterprise]: { department: 'Sales', manager: { value: found.get(boss).id } },
    })
  expect(answer.body.Operations[0].version).toBe(found.get('ana').meta.version)
})
test('leaves nothing of what was begun for a circle that cannot be closed', async () => {
  const broken = { ...manager('ana'), active: { no: 'boolean' } }
  const operations = [user('ana', manager('bruno')), user('bruno', broken), user('eva')]
  const answer = await send(operations)
  expect(statusesOf(answer)).toEqual(['400', '400', '201'])
  expect(answer.body.Operations[0]).not.toHaveProperty('location')
  expect((await rig.call('GET', '/Users')).body.Resources).toMatchObject([{ userName: 'eva' }])
  expect(statusesOf(await send(operations.slice(0, 2), { failOnErrors: 1 }))).toEqual(['409', '400'])
  expect((await rig.call('GET', '/Users')).body.totalResults).toBe(1)
})
test('refuses what refers to what failed or is not there', async () => {
  const answer = await send([
    user('ana', { active: { no: 'boolean' } }),
    group('A', 'bulkId:ana'),
    group('B', 'bulkId:nobody'),
  ])
  expect(statusesOf(answer)).toEqual(['400', '400', '400'])
  expect(answer.body.Operations[2].response).toMatchObject({ scimType: 'invalidValue' })
  expect((await rig.call('GET', '/Groups')).body.totalResults).toBe(0)
})
test('goes on after errors, unless it is told where to end', async () => {
  const operations = [user('ana'), user('ANA'), user('Ana'), user('bruno')].map((one, index) => ({
    ...one,
    bulkId: `b${index}`,
  }))
  const limited = await send(operations, { failOnErrors: 1 })
  expect(statusesOf(limited)).toEqual(['201', '409'])
  expect(limited.body.Operations[1].response).toMatchObject({ status: '409', scimType: 'uniqueness' })
  expect(statusesOf(await send(operations.slice(1), { failOnErrors: 3 }))).toEqual(['409', '409', '201'])
})
test.each([
  ['a GET', { method: 'GET', path: '/Users' }, 'invalidSyntax'],
  ['a POST without a bulkId', { method: 'POST', path: '/Users', data: { userName: 'x' } }, 'invalidSyntax'],
  ['another Bulk', { method: 'POST', path: '/Bulk', bulkId: 'x', data: {} }, 'invalidPath'],
  ['a search', { method: 'POST', path: '/Users/.search', bulkId: 'x', data: {} }, 'invalidPath'],
  ['a whole URL', { method: 'DELETE', path: `${scimUrl}/Users/x` }, 'invalidPath'],
  ['a query', { method: 'DELETE', path: '/Users?x' }, 'invalidPath'],
  ['data that is none', { method: 'POST', path: '/Users', bulkId: 'x', data: null }, 'invalidSyntax'],
])('refuses %s among the operations, and does the others', async (_what, operation, scimType) => {
  const { body } = await send([operation, user('ana')])
  expect(body.Operations).toMatchObject([{ status: '400', response: { scimType } }, { status: '201' }])
})
test('refuses a change of another version', async () => {
  const [id = ''] = await rig.addUsers('ana', 1)
  const { body } = await send([{ method: 'DELETE', path: `/Users/${id}`, version: 'W/"2"' }])
  expect(body.Operations).toMatchObject([
    { status: '412', location: `${scimUrl}/Users/${id}`, response: { status: '412' } },
  ])
})
test('refuses more operations than it says, as a whole', async () => {
  const many = Array.from({ length: 1001 }, (_, index) => user(`u${index}`))
  const { status, body } = await send(many)
  expect([status, body.status, body.detail]).toEqual([413, '413', expect.stringContaining('maxOperations (1000)')])
  expect((await rig.call('GET', '/Users')).body.totalResults).toBe(0)
})
test('does as many as it says, and lets others have their turn', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const { body } = await send(Array.from({ length: 1000 }, (_, index) => user(`u${index}`)))
  clearInterval(timer)
  expect(new Set(body.Operations.map(({ status }: { status: string }) => status))).toEqual(new Set(['201']))
  expect(turns).toBeGreaterThan(5)
})
test('says what is our fault in one of them as such, without a word of why, and logs it', async () => {
  const store = memoryStore()
  const insert = async (): Promise<boolean> => {
    throw new Error('disk full at /var/secret')
  }
  rig = await createScimRig({ store: { ...store, users: { ...store.users, insert } } })
  const answer = await send([user('ana'), group('Buyers')])
  expect(statusesOf(answer)).toEqual(['503', '201'])
  expect(JSON.stringify(answer.body)).not.toContain('secret')
  expect(rig.logged.join()).toContain('disk full')
})
