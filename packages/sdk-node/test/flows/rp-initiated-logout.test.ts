import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthOptions, type LogEntry, type Store } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'

const baseUrl = 'https://app.example.test'
const bruno = { email: 'bruno@globex.test', sub: 'bruno', claims: { sid: 'first' } }
const ours = { 'sec-fetch-site': 'same-origin', origin: baseUrl }
let idps: FakeIdps
let auth: Auth
let store: Store
let log: LogEntry[]

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(() => {
  idps.oidc.deviate({})
  store = memoryStore()
  log = []
  auth = start()
})

function start(connection: object = { singleLogout: true }, over: Partial<AuthOptions> = {}): Auth {
  return createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    store,
    connections: idps.connections.map((one) => (one.id === 'globex' ? { ...one, ...connection } : one)),
    log: (entry) => log.push(entry),
    ...over,
  })
}

interface SignedIn {
  readonly client: TestClient
  /** The cookies as they were before anybody signed out. */
  readonly copied: string
  readonly isIn: (cookies: string) => Promise<boolean>
}

async function signIn(person = bruno): Promise<SignedIn> {
  const client = createClient(async (request) => auth.handler(request))
  const away = await client.get(`${baseUrl}/auth/login?connection=globex`)
  await client.get(idps.oidc.authorize(away.headers.get('location') ?? '', person))
  const isIn = async (cookies: string): Promise<boolean> =>
    (await auth.getSession({ headers: { get: () => cookies } })) !== null
  expect(await isIn(client.cookies())).toBe(true)
  return { client, copied: client.cookies(), isIn }
}

const signOut = async (client: TestClient, fields: Record<string, string> = {}, headers = {}): Promise<Response> =>
  client.post(`${baseUrl}/auth/logout`, new URLSearchParams(fields), { ...ours, ...headers })

const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)

/** The browser follows to the provider, which sends it back. */
async function goThere(url: URL): Promise<URL> {
  return locationOf(await idps.oidc.fetch(url))
}

describe('signing out of a connection with singleLogout', () => {
  test('ends the session here first, and then takes the browser to the provider with all it needs', async () => {
    const { client, copied, isIn } = await signIn()
    const away = await signOut(client, { return_to: '/bye' })
    expect([away.status, away.headers.get('cache-control')]).toEqual([303, 'no-store'])
    // The browser has not gone anywhere yet.
    expect([await isIn(copied), await isIn(client.cookies())]).toEqual([false, false])
    const url = locationOf(away)
    expect(url.href.split('?')[0]).toBe(`${idps.oidc.issuer}/logout`)
    const params = Object.fromEntries(url.searchParams)
    expect(params).toEqual({
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      client_id: 'globex-app',
      post_logout_redirect_uri: `${baseUrl}/auth/oidc/globex/logged-out`,
      state: expect.stringMatching(/^logout-[\w-]{32}$/),
    })
    const claims = JSON.parse(Buffer.from(params['id_token_hint']!.split('.')[1]!, 'base64url').toString())
    expect(claims).toMatchObject({ sub: 'bruno', sid: 'first', aud: 'globex-app' })
  })

  test('brings the browser back to where it wanted to go, once', async () => {
    const { client } = await signIn()
    const back = await goThere(locationOf(await signOut(client, { return_to: '/bye?x=1' })))
    const done = await client.get(back, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/bye?x=1'])
    expect(client.cookies()).toBe('')
    expect((await client.get(back)).status).toBe(400)
  })

  test.each<[string, (back: URL) => void]>([
    ['another state', (back) => back.searchParams.set('state', 'logout-another')],
    ['no state', (back) => back.searchParams.delete('state')],
    [
      'the state at another connection',
      (back) => {
        back.pathname = '/auth/oidc/acme/logged-out'
      },
    ],
  ])('refuses %s, and the session is over all the same', async (_, change) => {
    const { client, copied, isIn } = await signIn()
    const back = await goThere(locationOf(await signOut(client, { return_to: '/bye' })))
    const genuine = back.href
    change(back)
    const refused = await client.get(back)
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('LOGOUT_EXPIRED')])
    expect(log.at(-1)).toMatchObject({ code: 'LOGOUT_EXPIRED', detail: expect.stringContaining("'globex'") })
    expect(await isIn(copied)).toBe(false)
    // Nobody else's link can take the way back from whoever is on it.
    expect((await client.get(genuine)).headers.get('location')).toBe('/bye')
  })

  test('refuses the state of another browser', async () => {
    const { client } = await signIn()
    const back = await goThere(locationOf(await signOut(client)))
    expect((await createClient(auth.handler).get(back)).status).toBe(400)
    const other = await signIn({ ...bruno, claims: { sid: 'second' } })
    await signOut(other.client)
    expect((await other.client.get(back)).status).toBe(400)
  })

  test('keeps the way back in a cookie that scripts cannot read and that ends soon, and judges it again', async () => {
    const { client } = await signIn()
    const away = await signOut(client, { return_to: '/bye' })
    const line = away.headers.getSetCookie().find((one) => one.startsWith('__Host-launchpad-logout='))
    expect(line).toMatch(/; Path=\/; HttpOnly; Max-Age=900; SameSite=None; Secure$/)
    const state = locationOf(away).searchParams.get('state') ?? ''
    const planted = Buffer.from('https://evil.test/').toString('base64url')
    const request = new Request(`${baseUrl}/auth/oidc/globex/logged-out?state=${state}`, {
      headers: { accept: 'text/html', cookie: `__Host-launchpad-logout=${state}.globex.${planted}` },
    })
    expect((await auth.handler(request)).headers.get('location')).toBe('/')
  })

  test('posts a form where the ID token makes the address too long', async () => {
    const { client } = await signIn({ ...bruno, claims: { ...bruno.claims, filler: 'x'.repeat(6000) } as never })
    const away = await signOut(client, { return_to: '/bye' })
    expect(away.status).toBe(200)
    const text = await away.text()
    expect(text).toContain(`method="post" action="${idps.oidc.issuer}/logout"`)
    expect(text).toMatch(/name="id_token_hint" value="[\w.-]{8000,}"/)
    const fields = [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ])
    const body = new URLSearchParams(fields as string[][])
    const answer = await idps.oidc.fetch(`${idps.oidc.issuer}/logout`, { method: 'POST', body })
    expect((await client.get(locationOf(answer))).headers.get('location')).toBe('/bye')
  })

  test('tells the provider the name by which its page picks an account', async () => {
    const { client } = await signIn({ ...bruno, claims: { ...bruno.claims, login_hint: 'O.abc' } as never })
    expect(locationOf(await signOut(client)).searchParams.get('logout_hint')).toBe('O.abc')
  })

  test('forgets what was kept of the session', async () => {
    const { client } = await signIn()
    const [{ id } = { id: '' }] = await store.sessions.list({
      organizationId: 'globex',
      userId: (await auth.users.findByEmail('globex', bruno.email))?.id ?? '',
      now: new Date(),
      limit: 10,
    })
    expect(await store.sessions.find(id)).not.toBeNull()
    await signOut(client)
    expect(await store.sessions.find(id)).toBeNull()
  })

  test('answers a script with the way to go', async () => {
    const { client, copied, isIn } = await signIn()
    const answer = await signOut(client, { return_to: '/bye' }, { accept: 'application/json' })
    const { logoutUrl, ...rest } = (await answer.json()) as { logoutUrl: string }
    expect(rest).toEqual({ session: null, logoutFields: null })
    expect(await isIn(copied)).toBe(false)
    expect((await client.get(await goThere(new URL(logoutUrl)))).headers.get('location')).toBe('/bye')
  })

  test('answers a script with the fields where a form has to be posted', async () => {
    const { client } = await signIn({ ...bruno, claims: { ...bruno.claims, filler: 'x'.repeat(6000) } as never })
    const answer = await signOut(client, {}, { accept: 'application/json' })
    expect(await answer.json()).toMatchObject({
      logoutUrl: `${idps.oidc.issuer}/logout`,
      logoutFields: { client_id: 'globex-app', state: expect.stringMatching(/^logout-/) },
    })
  })
})

describe('whatever happens upstream', () => {
  test('a provider that cannot be reached keeps nobody signed in here', async () => {
    const { client, copied, isIn } = await signIn()
    auth = start({ singleLogout: true, issuer: 'http://127.0.0.1:1' })
    const done = await signOut(client, { return_to: '/bye' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/bye'])
    expect(await isIn(copied)).toBe(false)
    expect(log.at(-1)).toMatchObject({ event: 'request.failed', code: 'OIDC_DISCOVERY_FAILED', path: '/auth/logout' })
  })

  test.each([
    ['has no such page', undefined],
    ['names one that is none', 'javascript:alert(1)'],
    ['names nothing', ''],
  ])('a provider that %s is left alone, and still signs people in', async (_, endpoint) => {
    idps.oidc.deviate({ discovery: (original) => ({ ...original, end_session_endpoint: endpoint }) })
    const { client, copied, isIn } = await signIn()
    expect((await signOut(client, { return_to: '/bye' })).headers.get('location')).toBe('/bye')
    expect(await isIn(copied)).toBe(false)
  })

  test('a store that is down ends the session in this browser, and goes on', async () => {
    const { client } = await signIn()
    const append = async (): Promise<never> => Promise.reject(new Error('down'))
    auth = start({ singleLogout: true }, { store: { ...store, events: { ...store.events, append } } })
    const done = await signOut(client, { return_to: '/bye' })
    expect(done.status).toBe(303)
    expect(client.cookies()).not.toContain('__Host-launchpad=')
    expect(log.some(({ event }) => event === 'audit.failed')).toBe(true)
  })

  test('a session whose record is gone still goes there, without a hint', async () => {
    const { client } = await signIn()
    const session = await auth.getSession({ headers: { get: () => client.cookies() } })
    await store.sessions.remove(session?.id ?? '')
    const params = locationOf(await signOut(client)).searchParams
    expect([params.has('id_token_hint'), params.get('client_id')]).toEqual([false, 'globex-app'])
  })
})

describe('whether it goes there', () => {
  test.each<[object, Record<string, string>, boolean]>([
    [{}, {}, false],
    [{}, { single_logout: 'true' }, true],
    [{}, { single_logout: 'yes' }, false],
    [{ singleLogout: true }, { single_logout: 'false' }, false],
    [{ singleLogout: true }, {}, true],
  ])('connection %j, form %j: %j', async (connection, fields, goes) => {
    auth = start(connection)
    const { client } = await signIn()
    const url = locationOf(await signOut(client, { ...fields, return_to: '/bye' }))
    expect(url.origin === idps.oidc.issuer).toBe(goes)
  })

  test('the address may say it too', async () => {
    auth = start({})
    const { client } = await signIn()
    const away = await client.post(`${baseUrl}/auth/logout?single_logout=true`, new URLSearchParams(), ours)
    expect(locationOf(away).origin).toBe(idps.oidc.issuer)
  })

  test('a page that asks offers it, with a policy that lets the browser go there', async () => {
    auth = start({})
    const { client } = await signIn()
    const page = await client.get(`${baseUrl}/auth/logout?return_to=/bye`, { 'sec-fetch-site': 'cross-site' })
    const text = await page.text()
    expect(text).toMatch(/<input type="checkbox" name="single_logout" value="true"/)
    expect(text).toContain('name="return_to" value="/bye"')
    expect(page.headers.get('content-security-policy')).toMatch(/; form-action 'self' https:$/)
  })

  test('a page that asks says so where nobody has the choice', async () => {
    const { client } = await signIn()
    const text = await (await client.get(`${baseUrl}/auth/logout`)).text()
    expect(text).toContain('You will be signed out at')
    expect(text).not.toContain('single_logout')
  })

  test('nobody who is signed out already goes there', async () => {
    const { client } = await signIn()
    await signOut(client, { single_logout: 'false' })
    expect(locationOf(await signOut(client, { return_to: '/bye' })).pathname).toBe('/bye')
  })
})
