import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthEvent, type Store } from '../../src/index.ts'
import { routes } from '../../src/routes/routes.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'

const baseUrl = 'https://app.example.test'
const bruno = { email: 'bruno@globex.test', sub: 'bruno', claims: { sid: 'first' } }
const form = 'application/x-www-form-urlencoded'

/** What proves a POST that another site's page can make a browser send, with its cookies or without. */
const proofs: Readonly<Record<string, string>> = {
  'POST /logout': 'the same origin',
  'POST /launch/:connection': 'nothing: it starts a sign-in, as any link to it may',
  'POST /oidc/:connection/callback': 'the state, and the key of the browser that left with it',
  'POST /saml/:connection/acs': 'the signature, and the key of the browser that left',
  'POST /saml/:connection/slo': 'the signature',
  'POST /oidc/:connection/backchannel-logout': 'the signature of the logout token',
  'any /scim/*': 'a bearer token',
  'POST /events': 'the signature of the webhook',
  'POST /events/:endpoint/poll': 'a bearer token',
  'POST /signals/:connection': 'the signature of the token, and what the sender is known by',
  'POST /signals/:connection/revoke': 'a bearer token',
}
const posts = routes.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)

let idps: FakeIdps
let auth: Auth
let store: Store

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(() => {
  store = memoryStore()
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    store,
    connections: idps.connections,
    log: () => {},
  })
})

interface Browser {
  readonly client: TestClient
  readonly isIn: () => Promise<boolean>
}

async function open(): Promise<Browser> {
  const client = createClient(auth.handler)
  const isIn = async (): Promise<boolean> =>
    (await auth.getSession({ headers: { get: () => client.cookies() } })) !== null
  return { client, isIn }
}

async function signIn(): Promise<Browser> {
  const browser = await open()
  const away = await browser.client.get(`${baseUrl}/auth/login?connection=globex`)
  await browser.client.get(idps.oidc.authorize(away.headers.get('location') ?? '', bruno))
  expect(await browser.isIn()).toBe(true)
  return browser
}

const listRevoked = async (): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId: 'globex', types: ['session.revoked'], limit: 10 })

const toUrl = (path: string): string =>
  baseUrl + `/auth${path}`.replace(':connection', 'globex').replace(':endpoint', 'some').replace('*', 'v2/Users')

test('every address that takes a POST is in the table of what proves it', () => {
  expect(posts.toSorted()).toEqual(Object.keys(proofs).toSorted())
})

describe('a form of another site, sent by the browser of somebody who is signed in', () => {
  const bodies: Readonly<Record<string, string>> = {
    empty: '',
    'with made-up proofs': new URLSearchParams({
      logout_token: 'a.b.c',
      SAMLResponse: 'PHg+',
      SAMLRequest: 'PHg+',
      state: 'login-'.padEnd(38, 'x'),
      code: 'made-up',
      return_to: 'https://evil.test/',
      iss: 'https://evil.test/',
    }).toString(),
  }
  const cases = posts.flatMap((row) => Object.keys(bodies).map((body) => [row, body] as const))

  test.each(cases)('%s, %s: changes nothing', async (row, body) => {
    const { client, isIn } = await signIn()
    const before = client.cookies()
    const headers = {
      accept: 'text/html',
      cookie: before,
      origin: 'https://evil.test',
      'content-type': form,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    const url = toUrl(row.split(' ')[1] ?? '')
    const response = await auth.handler(new Request(url, { method: 'POST', body: bodies[body] ?? '', headers }))
    const [pair] = before.split('=')
    expect(response.headers.getSetCookie().filter((line) => line.startsWith(`${pair}=`))).toEqual([])
    expect(new URL(response.headers.get('location') ?? '/', baseUrl).origin).not.toBe('https://evil.test')
    expect(await isIn()).toBe(true)
    expect(await listRevoked()).toEqual([])
  })
})

describe('signing out', () => {
  const refused: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example.test' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: baseUrl },
    { 'sec-fetch-site': 'Same-Origin', origin: baseUrl },
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'http://app.example.test' },
    { origin: `${baseUrl}:8443` },
    { origin: `${baseUrl}.evil.test` },
    { origin: 'https://APP.example.test' },
  ]

  test.each(refused)('by POST with %j is refused, and nobody is signed out', async (headers) => {
    const { client, isIn } = await signIn()
    const answers = [
      await client.post(`${baseUrl}/auth/logout`, new URLSearchParams(), headers),
      await client.post(`${baseUrl}/auth/logout?single_logout=true`, new URLSearchParams(), headers),
      await client.post(`${baseUrl}/auth/logout`, new URLSearchParams(), { ...headers, accept: 'application/json' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(await isIn()).toBe(true)
  })

  test.each<Readonly<Record<string, string>>>([
    { 'sec-fetch-site': 'same-origin', origin: baseUrl },
    // A page with `Referrer-Policy: no-referrer`.
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { origin: baseUrl },
    {},
  ])('by POST with %j works', async (headers) => {
    const { client, isIn } = await signIn()
    expect((await client.post(`${baseUrl}/auth/logout`, new URLSearchParams(), headers)).status).toBe(303)
    expect(await isIn()).toBe(false)
  })

  test.each<Readonly<Record<string, string>>>([
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
    { referer: `${baseUrl}/` },
    {},
  ])('by GET with %j asks first', async (headers) => {
    const { client, isIn } = await signIn()
    const page = await client.get(`${baseUrl}/auth/logout?single_logout=true`, headers)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('method="post"')])
    expect(await isIn()).toBe(true)
  })
})

describe('a sign-in that somebody else began', () => {
  test('by OpenID Connect ends in no other browser: not in an empty one, and not in one with a sign-in of its own', async () => {
    const attacker = await open()
    for (const own of [false, true]) {
      const away = await attacker.client.get(`${baseUrl}/auth/login?connection=globex`)
      const callback = idps.oidc.authorize(away.headers.get('location') ?? '', bruno)
      const victim = await open()
      if (own) await victim.client.get(`${baseUrl}/auth/login?connection=globex`)
      const refused = await victim.client.get(callback, { 'sec-fetch-site': 'cross-site' })
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('LOGIN_BROWSER_MISMATCH')])
      expect(await victim.isIn()).toBe(false)
    }
  })

  test('by form_post ends in no other browser either', async () => {
    const attacker = await open()
    const away = await attacker.client.get(`${baseUrl}/auth/login?connection=globex`)
    const callback = idps.oidc.authorize(away.headers.get('location') ?? '', bruno)
    const victim = await open()
    const refused = await victim.client.post(callback.href.split('?')[0] ?? '', callback.searchParams)
    expect([refused.status, await victim.isIn()]).toEqual([403, false])
  })

  test('by SAML ends in no other browser, with its RelayState or without', async () => {
    for (const withRelayState of [true, false]) {
      const attacker = await open()
      const away = await attacker.client.get(`${baseUrl}/auth/login?connection=acme`)
      const reply = await idps.saml.respond(away.headers.get('location') ?? '', { email: 'ana@acme.test' })
      if (!withRelayState) reply.form.delete('RelayState')
      const victim = await open()
      const refused = await victim.client.post(reply.acsUrl, reply.form, { 'sec-fetch-site': 'cross-site' })
      expect([refused.status, await victim.isIn()]).toEqual([403, false])
    }
  })

  test('takes nobody out of the session they have', async () => {
    const { client, isIn } = await signIn()
    const before = client.cookies()
    const attacker = await open()
    const away = await attacker.client.get(`${baseUrl}/auth/login?connection=globex`)
    await client.get(idps.oidc.authorize(away.headers.get('location') ?? '', { email: 'lima@globex.test' }))
    expect([client.cookies(), await isIn()]).toEqual([before, true])
  })
})
