import { http, HttpResponse, type HttpResponseResolver } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection, GroupOverage } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import { createGuardedFetch } from '../node/guarded-fetch.ts'
import type { Outside } from '../ports/outside.ts'
import { createCompleteGroups, type CompleteGroups } from './complete-groups.ts'

const tenantId = '11111111-2222-3333-4444-555555555555'
const oid = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
const graph = { tenantId, clientId: 'app', clientSecret: 'hunter2' }
const tokenUrl = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`
const groupsUrl = `https://graph.microsoft.com/v1.0/users/${oid}/getMemberGroups`

/** What Microsoft was asked, in order. */
let asked: { readonly url: string; readonly authorization: string | null; readonly body: string }[] = []
let issued = 0
const giveToken: HttpResponseResolver = () =>
  HttpResponse.json({ token_type: 'Bearer', expires_in: 3599, access_token: `token-${(issued += 1)}` })
const giveGroups: HttpResponseResolver = () => HttpResponse.json({ value: ['g-1', 'g-2', 'g-1'] })
const server = setupServer()
const serve = (token: HttpResponseResolver = giveToken, groups: HttpResponseResolver = giveGroups): void =>
  server.resetHandlers(
    http.all('*', async ({ request }) => {
      const body = await request.clone().text()
      asked.push({ url: request.url, authorization: request.headers.get('authorization'), body })
    }),
    http.post(tokenUrl, token),
    http.post(groupsUrl, groups),
  )
const urls = (): readonly string[] => asked.map(({ url }) => url)

let now = new Date('2026-03-01T12:00:00Z')
const outside = (timeoutMs = 5000): Outside => ({ now: () => now, fetch: createGuardedFetch({ timeoutMs }) })
let completeGroups: CompleteGroups

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  asked = []
  issued = 0
  now = new Date('2026-03-01T12:00:00Z')
  completeGroups = createCompleteGroups()
  serve()
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const identity = (attributes: Identity['attributes'] = { oid: [oid] }): Identity =>
  ({ subject: 'ana', groups: [], groupsComplete: false, attributes }) as unknown as Identity
const connection = (groupOverage: GroupOverage = graph, id = 'acme'): Connection => ({ id, groupOverage }) as Connection
const complete = (who: Identity = identity(), to: Connection = connection(), by: Outside = outside()) =>
  completeGroups(who, to, by)
const refusal = (detail: string | RegExp): unknown =>
  expect.objectContaining({ code: 'LOGIN_GROUPS_INCOMPLETE', detail: expect.stringMatching(detail) })

test('asks nobody when the groups are complete', async () => {
  const whole = { ...identity(), groups: ['g-9'], groupsComplete: true }
  expect(await complete(whole)).toBe(whole)
  expect(urls()).toEqual([])
})
test('refuses a part of the groups, and asks nobody, unless the connection says otherwise', async () => {
  await expect(complete(identity(), connection('refuse'))).rejects.toEqual(refusal('wanted all groups, got a link'))
  expect(urls()).toEqual([])
})
test('asks Microsoft Graph for the groups of the person', async () => {
  const claims = 'http://schemas.microsoft.com/identity/claims'
  for (const attributes of [
    { oid: [oid.toUpperCase()], tid: [tenantId.toUpperCase()] },
    { [`${claims}/objectidentifier`]: [oid], [`${claims}/tenantid`]: [tenantId] },
  ])
    expect(await complete(identity(attributes))).toEqual({
      subject: 'ana',
      groups: ['g-1', 'g-2'],
      groupsComplete: true,
      attributes,
    })
  expect(urls()).toEqual([tokenUrl, groupsUrl, groupsUrl])
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'app',
    client_secret: 'hunter2',
    scope: 'https://graph.microsoft.com/.default',
  })
  expect(asked[1]).toMatchObject({ authorization: 'Bearer token-1', body: '{"securityEnabledOnly":false}' })
})
test('takes somebody without any group at their word', async () => {
  serve(giveToken, () => HttpResponse.json({ value: [] }))
  expect(await complete()).toMatchObject({ groups: [], groupsComplete: true })
})
test.each<[Identity['attributes'], string | RegExp]>([
  [{}, /^groups: wanted one object id .*, got none$/],
  [{ oid: ['ana'] }, "got 'ana'"],
  [{ oid: [`${oid}/../x`] }, 'wanted one object id'],
  [{ oid: [oid, tenantId] }, 'wanted one object id'],
  [{ oid: [oid], tid: [oid] }, `wanted a person of the tenant '${tenantId}', got '${oid}'`],
  [{ oid: [oid], 'http://schemas.microsoft.com/identity/claims/tenantid': [oid] }, 'wanted a person of the tenant'],
])('looks up nobody who is not clearly of that tenant: %j', async (attributes, detail) => {
  await expect(complete(identity(attributes))).rejects.toEqual(refusal(detail))
  expect(urls()).toEqual([])
})

test('uses a token until shortly before its end', async () => {
  await complete()
  now = new Date(now.getTime() + 54 * 60_000)
  await complete()
  expect(issued).toBe(1)
  now = new Date(now.getTime() + 60_000)
  await complete()
  expect(issued).toBe(2)
  expect(asked.at(-1)?.authorization).toBe('Bearer token-2')
})
test('fetches one token for many people at once', async () => {
  const everybody = await Promise.all(Array.from({ length: 20 }, () => complete()))
  expect(everybody.every(({ groups }) => groups.length === 2)).toBe(true)
  expect(issued).toBe(1)
})
test('uses no token that has no time to live', async () => {
  for (const expiresIn of [{ expires_in: 60 }, { expires_in: 'soon' }, {}]) {
    serve(() => HttpResponse.json({ access_token: `token-${(issued += 1)}`, ...expiresIn }))
    await complete()
    await complete()
  }
  expect(issued).toBe(6)
})
test('gives a token to no other connection, and to no other credentials', async () => {
  await complete()
  await complete(identity(), connection(graph, 'globex'))
  await complete(identity(), connection({ ...graph, clientSecret: 'rotated' }))
  await complete(identity(), connection({ ...graph, clientSecret: 'rotated' }))
  expect(issued).toBe(3)
  expect(asked.filter(({ url }) => url === groupsUrl).map(({ authorization }) => authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-3',
    'Bearer token-3',
  ])
})
test('fetches a new token when one is refused before its end, once', async () => {
  await complete()
  serve(giveToken, ({ request }) =>
    request.headers.get('authorization') === 'Bearer token-1'
      ? HttpResponse.json({ error: { code: 'InvalidAuthenticationToken' } }, { status: 401 })
      : giveGroups({ request } as never),
  )
  expect(await complete()).toMatchObject({ groups: ['g-1', 'g-2'] })
  serve(giveToken, () => new HttpResponse(null, { status: 401 }))
  await expect(complete()).rejects.toEqual(refusal('wanted 200, got 401 for a new token'))
  expect(issued).toBe(3)
})
test('keeps no failure: the next person may ask again', async () => {
  serve(() => HttpResponse.json({ error: 'invalid_client', error_description: 'hunter2' }, { status: 401 }))
  await expect(complete()).rejects.toEqual(refusal(/token endpoint of Entra: wanted 200, got 401 \(invalid_client\)$/))
  serve()
  expect(await complete()).toMatchObject({ groupsComplete: true })
})

test('reads all pages', async () => {
  serve(giveToken, () => HttpResponse.json({ value: ['g-1'], '@odata.nextLink': `${groupsUrl}?$skiptoken=2` }))
  server.use(
    http.get(groupsUrl, ({ request }) =>
      new URL(request.url).searchParams.get('$skiptoken') === '2'
        ? HttpResponse.json({ value: ['g-2'], '@odata.nextLink': `${groupsUrl}?$skiptoken=3` })
        : HttpResponse.json({ value: ['g-3'], '@odata.nextLink': null }),
    ),
  )
  expect(await complete()).toMatchObject({ groups: ['g-1', 'g-2', 'g-3'] })
})
test('stops at a number of pages', async () => {
  const more = () => HttpResponse.json({ value: ['g-1'], '@odata.nextLink': groupsUrl })
  serve(giveToken, more)
  server.use(http.get(groupsUrl, more))
  await expect(complete()).rejects.toEqual(refusal('wanted at most 50 pages'))
})
test.each([
  'https://graph.microsoft.com.evil.test/v1.0/x',
  'https://ana@graph.microsoft.com/v1.0/x',
  'http://graph.microsoft.com/v1.0/x',
  'http://169.254.169.254/',
  '/v1.0/x',
  7,
])('takes the token to no other place for the next page: %s', async (link) => {
  serve(giveToken, () => HttpResponse.json({ value: ['g-1'], '@odata.nextLink': link }))
  await expect(complete()).rejects.toEqual(refusal('wanted the next page at https://graph.microsoft.com'))
  expect(urls()).toEqual([tokenUrl, groupsUrl])
})
const json =
  (body: Parameters<typeof HttpResponse.json>[0], status = 200) =>
  () =>
    HttpResponse.json(body, { status })
test.each<[string, HttpResponseResolver, HttpResponseResolver, string | RegExp]>([
  ['too many requests', giveToken, json({ error: { code: 'TooManyRequests' } }, 429), /wanted 200, got 429 \(TooManyR/],
  ['no permission', giveToken, json({ error: { code: 'Authorization_RequestDenied' } }, 403), '403 \\(Authorization_'],
  [
    'too many groups',
    giveToken,
    json({ error: { code: 'Directory_ResultSizeLimitExceeded' } }, 400),
    '400 \\(Directory',
  ],
  ['nobody of that id', giveToken, json({ error: { code: 'Request_ResourceNotFound' } }, 404), '404 \\(Request_Res'],
  ['trouble there', giveToken, () => new HttpResponse('<h1>Sorry</h1>', { status: 503 }), /wanted 200, got 503$/],
  ['a reason that is no word', giveToken, json({ error: { code: '<b>\n' } }, 500), /wanted 200, got 500$/],
  ['a redirect', giveToken, () => HttpResponse.redirect('https://evil.test/', 307), 'wanted 200, got 307'],
  ['a lost connection', giveToken, () => HttpResponse.error(), 'Microsoft Graph: wanted an answer, got none'],
  ['no JSON', giveToken, () => new HttpResponse('<html>'), 'wanted a list of group ids, got something else'],
  ['half of the JSON', giveToken, () => new HttpResponse('{"value":["g-1"'), 'wanted a list of group ids'],
  ['no list', giveToken, json({ value: 'g-1' }), 'wanted a list of group ids'],
  ['a list of others', giveToken, json({ value: ['g-1', { id: 'g-2' }] }), 'wanted a list of group ids'],
  ['nothing in the list', giveToken, json({ value: [''] }), 'wanted a list of group ids'],
  ['a list alone', giveToken, json(['g-1']), 'wanted a list of group ids'],
  ['no tenant', json({ error: 'invalid_request' }, 400), giveGroups, /token endpoint.*400 \(invalid_request\)/],
  ['trouble with tokens', json({}, 500), giveGroups, 'token endpoint of Entra: wanted 200, got 500'],
  ['no token', json({ token_type: 'Bearer' }), giveGroups, 'wanted an access_token, got none'],
  ['a token that is none', json({ access_token: 'a\r\nx: y' }), giveGroups, 'wanted an access_token, got none'],
  ['a token of another kind', json({ access_token: 7 }), giveGroups, 'wanted an access_token, got none'],
])('refuses the sign-in on %s', async (_, token, groups, detail) => {
  serve(token, groups)
  const error: unknown = await complete().catch((reason: unknown) => reason)
  expect(error).toEqual(refusal(detail))
  expect(String(error)).not.toMatch(/hunter2|token-1/)
})
test('waits for nobody longer than the network allows', async () => {
  const never = () => new Promise<never>(() => undefined)
  serve(never)
  await expect(complete(identity(), connection(), outside(50))).rejects.toEqual(refusal('within 50 ms'))
  serve(giveToken, never)
  await expect(complete(identity(), connection(), outside(200))).rejects.toEqual(refusal('within 200 ms'))
})
test('forgets the oldest of very many tokens', async () => {
  const tokens = (count: number, from = 0): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, (__, index) => complete(identity(), connection(graph, `c-${from + index}`), quick)),
    )
  const quick: Outside = {
    now: () => now,
    fetch: async (input) => {
      const isToken = new Request(input).url === tokenUrl
      if (isToken) issued += 1
      return Response.json(isToken ? { access_token: 't', expires_in: 3599 } : { value: [] })
    },
  }
  await tokens(1001)
  await tokens(1000, 1)
  expect(issued).toBe(1001)
  await tokens(1)
  expect(issued).toBe(1002)
})
