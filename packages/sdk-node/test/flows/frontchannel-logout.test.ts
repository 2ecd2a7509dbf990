import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthEvent, type LogEntry, type Store } from '../../src/index.ts'
import { toUpstreamKey } from '../../src/sessions/to-upstream-key.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import type { FakeOidcPerson } from '../../src/testing/fake-oidc-person.ts'

const baseUrl = 'https://app.example.test'
const bruno = { email: 'bruno@globex.test', sub: 'bruno' }
/** What a browser says of a frame in a page of another site. It brings no cookie of ours. */
const framed = { accept: 'text/html', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }
let idps: FakeIdps
let auth: Auth
let store: Store
let log: LogEntry[]

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(() => {
  store = memoryStore()
  log = []
  const secrets = ['test-secret-'.repeat(4)]
  auth = createAuth({ baseUrl, secrets, store, connections: idps.connections, log: (entry) => log.push(entry) })
})

/** Answers whether the session of that browser still is. */
async function signIn(person: FakeOidcPerson): Promise<() => Promise<boolean>> {
  const client = createClient(auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=globex`)
  await client.get(idps.oidc.authorize(away.headers.get('location') ?? '', person))
  return async () => (await auth.getSession({ headers: { get: () => client.cookies() } })) !== null
}

const query = (sid: string, iss = idps.oidc.issuer): string => `?${new URLSearchParams({ iss, sid })}`

async function visit(search: string, connection = 'globex'): Promise<Response> {
  const url = `${baseUrl}/auth/oidc/${connection}/frontchannel-logout${search}`
  return auth.handler(new Request(url, { headers: framed }))
}

const listRevoked = async (): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId: 'globex', types: ['session.revoked'], limit: 10 })

test('a frame of the provider ends the sessions of that sid, and no other', async () => {
  const first = await signIn({ ...bruno, claims: { sid: 'first' } })
  const second = await signIn({ ...bruno, claims: { sid: 'second' } })
  const response = await visit(query('first'))
  expect(response.status).toBe(200)
  expect([await first(), await second()]).toEqual([false, true])
  expect(await listRevoked()).toMatchObject([
    {
      actor: { type: 'system', id: 'globex' },
      target: { type: 'connection', id: 'globex' },
      data: { scope: { kind: 'sid', key: toUpstreamKey('globex', 'first') }, cause: 'idp' },
    },
  ])
})

test('the answer may be framed by the issuer alone, and is kept by nobody', async () => {
  const { headers } = await visit(query('first'))
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; frame-ancestors ${new URL(idps.oidc.issuer).origin}`,
  )
  expect(headers.get('x-frame-options')).toBeNull()
  expect([headers.get('cache-control'), headers.get('pragma')]).toEqual(['no-cache, no-store', 'no-cache'])
  expect(headers.getSetCookie()).toEqual([])
})

test('a sid that nobody signed in with leaves no trace, and gets the same answer', async () => {
  const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
  const [known, unknown] = [await visit(query('made-up')), await visit(query('first'))]
  expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()])
  expect(await isIn()).toBe(false)
  expect(await listRevoked()).toHaveLength(1)
})

test.each<[string, () => string]>([
  ['without iss and sid', () => ''],
  ['without iss', () => '?sid=first'],
  ['without sid', () => `?${new URLSearchParams({ iss: idps.oidc.issuer })}`],
  ['with an empty sid', () => query('')],
  ['with a sid that is longer than any', () => query('x'.repeat(256))],
  ['with two', () => `${query('first')}&sid=second`],
  ['with two issuers', () => `${query('first')}&iss=${encodeURIComponent(idps.oidc.issuer)}`],
  ['with the iss of another', () => query('first', 'https://idp.example.test')],
  ['with an iss that only looks alike', () => query('first', `${idps.oidc.issuer}/`)],
])('%s nothing is done', async (_, search) => {
  const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
  const refused = await visit(search())
  expect([refused.status, refused.headers.get('x-frame-options')]).toEqual([400, null])
  expect(await isIn()).toBe(true)
  expect(await listRevoked()).toEqual([])
})

test('the sid of another connection is none of this one', async () => {
  const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
  expect((await visit(query('first'), 'acme')).status).toBe(403)
  expect((await visit(query('first'), 'nobody')).status).toBe(404)
  expect(await isIn()).toBe(true)
})

test('neither a POST nor a script of another site gets further than the frame does', async () => {
  const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
  const url = `${baseUrl}/auth/oidc/globex/frontchannel-logout${query('first')}`
  expect((await auth.handler(new Request(url, { method: 'POST', headers: framed }))).status).toBe(405)
  expect(await isIn()).toBe(true)
})

test('an address that tries too often is told so', async () => {
  vi.useFakeTimers({ now: new Date('2030-01-01T00:00:30Z'), toFake: ['Date'] })
  try {
    const ask = async (ip: string): Promise<number> => {
      const url = `${baseUrl}/auth/oidc/globex/frontchannel-logout${query('made-up')}`
      return (await auth.handler(new Request(url, { headers: framed }), { ip })).status
    }
    for (let count = 0; count < 300; count += 1) await ask('192.0.2.1')
    expect([await ask('192.0.2.1'), await ask('192.0.2.2')]).toEqual([429, 200])
  } finally {
    vi.useRealTimers()
  }
})
