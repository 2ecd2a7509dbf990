import { beforeEach, expect, test } from 'vitest'
import { createScimRig, type ScimAnswer, type ScimRig } from '../support/scim-rig.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const error = 'urn:ietf:params:scim:api:messages:2.0:Error'
let rig: ScimRig
let id: string

beforeEach(async () => {
  rig = await createScimRig()
  id = (await rig.call('POST', '/Users', { schemas: [core], userName: 'ana' })).body.id
})

function expectError({ status, headers, body }: ScimAnswer, wanted: number, scimType?: string): void {
  expect(body).toEqual({
    schemas: [error],
    status: String(wanted),
    ...(scimType !== undefined && { scimType }),
    detail: expect.any(String),
  })
  expect([status, headers.get('content-type')]).toEqual([wanted, 'application/scim+json'])
}
/** Nothing was half-written. */
async function expectUntouched(): Promise<void> {
  const { body } = await rig.call('GET', '/Users')
  expect(body.Resources).toMatchObject([{ id, userName: 'ana', meta: { version: 'W/"1"' } }])
  expect(Object.prototype).not.toHaveProperty('isAdmin')
}

test.each(['', '{', 'null', '[]', '"text"', '{"userName":"x",}', '{"userName":"x"} {}', '\uFEFFx'])(
  'refuses the body %j',
  async (text) => {
    expectError(await rig.call('POST', '/Users', text), 400, 'invalidSyntax')
    expectError(await rig.call('PUT', `/Users/${id}`, text), 400, 'invalidSyntax')
    expectError(await rig.call('PATCH', `/Users/${id}`, text), 400, 'invalidSyntax')
    expectError(await rig.call('POST', '/Bulk', text), 400, 'invalidSyntax')
    expectError(await rig.call('POST', '/.search', text), 400, 'invalidSyntax')
    await expectUntouched()
  },
)
test('refuses a request without a body', async () => {
  expectError(await rig.call('POST', '/Users'), 400, 'invalidSyntax')
})
test.each([
  '{"userName":"x","__proto__":{"isAdmin":true}}',
  '{"userName":"x","name":{"__proto__":{"isAdmin":true}}}',
  `{"schemas":["${patchOp}"],"Operations":[{"op":"add","value":{"__proto__":{"isAdmin":true}}}]}`,
])('refuses %s', async (text) => {
  expectError(await rig.call('POST', '/Users', text), 400, 'invalidSyntax')
  expectError(await rig.call('PATCH', `/Users/${id}`, text), 400, 'invalidSyntax')
  await expectUntouched()
})
test.each([
  'constructor.prototype.isAdmin',
  '__proto__.isAdmin',
  'toString.x',
  'name.constructor',
  'a[b',
  'nothing',
  'urn:x:y:z',
])('refuses a change at %s', async (path) => {
  const body = { schemas: [patchOp], Operations: [{ op: 'add', path, value: true }] }
  const answer = await rig.call('PATCH', `/Users/${id}`, body)
  expect([answer.status, answer.body.status]).toEqual([400, '400'])
  await expectUntouched()
})
test('does all of a change or nothing', async () => {
  const operations = [
    { op: 'replace', path: 'title', value: 'Buyer' },
    { op: 'replace', path: 'nothing', value: 1 },
  ]
  const answer = await rig.call('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations: operations })
  expect(answer.status).toBe(400)
  await expectUntouched()
})
test('refuses 10 MB, announced or not, and 10 000 operations', async () => {
  expectError(await rig.call('POST', '/Users', 'x'.repeat(10_000_000)), 413)
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) })
  const init = { method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${rig.tokens.acme}` } }
  const endless = await rig.auth.handler(new Request('https://app.example.com/auth/scim/v2/Users', init))
  expect(endless.status).toBe(413)
  const operations = Array.from({ length: 10_000 }, () => ({ op: 'add', path: 'title', value: 'x' }))
  expectError(await rig.call('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations: operations }), 400, 'tooMany')
  await expectUntouched()
})
test.each([
  ['deep', `${'('.repeat(1000)}title pr${')'.repeat(1000)}`],
  ['long', `userName eq "${'x'.repeat(3000)}"`],
  ['of many terms', Array.from({ length: 10_000 }, () => 'id pr').join(' or ')],
  ['cut off', 'userName eq "x'],
  ['made to backtrack', `${'a'.repeat(2000)}!`],
])('refuses a filter that is %s, in a query and in a body', async (_what, filter) => {
  expectError(await rig.call('GET', `/Users?filter=${encodeURIComponent(filter)}`), 400, 'invalidFilter')
  expectError(await rig.call('POST', '/Users/.search', { filter }), 400, 'invalidFilter')
})
test.each([
  '/Nothing',
  '/users',
  '/Users/a/b',
  '/Schemas/a/b',
  '/Bulk/x',
  '/ServiceProviderConfig/x',
  '/Users//',
  '/%E0%A4%A',
])('finds nothing at %s', async (path) => {
  expectError(await rig.call('GET', path), 404)
})
test.each(['nobody', '%00', '..%2Fx', 'x'.repeat(500), '%F0%9F%98%80', "' or 1=1 --"])(
  'finds no resource %s',
  async (other) => {
    for (const endpoint of ['/Users', '/Groups']) {
      expectError(await rig.call('GET', `${endpoint}/${other}`), 404)
      expectError(await rig.call('DELETE', `${endpoint}/${other}`), 404)
    }
  },
)
test.each([
  ['PUT', '/Users', 'GET, HEAD, POST'],
  ['DELETE', '/Groups', 'GET, HEAD, POST'],
  ['POST', '/Users/x', 'GET, HEAD, PUT, PATCH, DELETE'],
  ['GET', '/Users/.search', 'POST'],
  ['GET', '/.search', 'POST'],
  ['GET', '/Bulk', 'POST'],
  ['POST', '/Schemas', 'GET, HEAD'],
  ['DELETE', '/ServiceProviderConfig', 'GET, HEAD'],
  ['OPTIONS', '/Users', 'GET, HEAD, POST'],
])('says what else than %s %s answers', async (method, path, allow) => {
  const answer = await rig.call(method, path)
  expectError(answer, 405)
  expect(answer.headers.get('allow')).toBe(allow)
})
test('answers a HEAD as the GET, without its body', async () => {
  const { status, body, headers } = await rig.call('HEAD', `/Users/${id}`)
  expect([status, body, headers.get('etag')]).toEqual([200, null, 'W/"1"'])
})
test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('has no person for %s /Me', async (method) => {
  expectError(await rig.call(method, '/Me'), 501)
})
test.each(['application/json', 'application/scim+json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8', ''])(
  "takes the content type '%s', and any Accept",
  async (type) => {
    const headers = { 'content-type': type, accept: 'text/html, application/xml;q=0.1' }
    const answer = await rig.call('POST', '/Users', { userName: 'bruno' }, { headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, 'application/scim+json'])
  },
)

test('describes itself', async () => {
  const config = await rig.call('GET', '/ServiceProviderConfig')
  expect(config.body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1048576 },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: { cursor: true, index: true, defaultPageSize: 100, maxPageSize: 1000 },
    authenticationSchemes: [{ type: 'oauthbearertoken' }],
  })
  const schemas = await rig.call('GET', '/Schemas?count=1&startIndex=2')
  expect(schemas.body).toMatchObject({ totalResults: 3, startIndex: 1 })
  for (const { id: urn, meta } of schemas.body.Resources) {
    const one = await rig.call('GET', `/Schemas/${encodeURIComponent(urn)}`)
    expect([one.status, one.body.id, one.body.meta]).toEqual([200, urn, meta])
  }
  const types = await rig.call('GET', '/ResourceTypes')
  expect(types.body.Resources).toMatchObject([
    { id: 'User', endpoint: '/Users', schema: core, schemaExtensions: [{ required: false }] },
    { id: 'Group', endpoint: '/Groups', schemaExtensions: [] },
  ])
  expect((await rig.call('GET', '/ResourceTypes/User')).body).toEqual(types.body.Resources[0])
  expectError(await rig.call('GET', '/Schemas/urn:x'), 404)
  expectError(await rig.call('GET', '/ResourceTypes/Robot'), 404)
})
test.each(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])('refuses to filter %s', async (path) => {
  expectError(await rig.call('GET', `${path}?filter=id pr`), 403)
})
