import { expect, test } from 'vitest'
import { createAuth, type ConnectionOptions } from '../../src/index.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { mintSession } from '../../src/testing/mint-session.ts'

const baseUrl = 'https://app.example.test'
const oidc = (id: string, organization: string, domains: string[]): ConnectionOptions => ({
  id,
  type: 'oidc',
  name: id,
  organization: { id: organization, name: organization },
  domains,
  issuer: `https://${id}.example.test`,
  clientId: 'app',
  clientSecret: 'test',
})
const auth = createAuth({
  baseUrl,
  secrets: ['test-secret-'.repeat(4)],
  connections: [
    oidc('acme-a', 'acme', ['acme.test']),
    oidc('acme-b', 'acme', ['acme.test']),
    oidc('globex', 'globex', ['globex.test']),
  ],
  log: () => undefined,
})
const client = createClient(auth.handler)
const get = (path: string, headers?: Record<string, string>): Promise<Response> => client.get(baseUrl + path, headers)

test('asks for the e-mail address first', async () => {
  const response = await get('/auth/login?return_to=/inbox')
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(page).toContain('Continue with e-mail')
  expect(page).toMatch(/name="return_to" value="\/inbox"/)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('cache-control')).toBe('no-store')
})
test.each([
  ['pt-BR,pt;q=0.9', 'pt-BR'],
  ['es-MX', 'es'],
  ['de', 'en'],
])('speaks the language of %s', async (accept, lang) => {
  expect(await (await get('/auth/login', { 'accept-language': accept })).text()).toContain(`lang="${lang}"`)
})
test('asks again for what is no address, and escapes it', async () => {
  const response = await get(`/auth/login?email=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(response.status).toBe(400)
  expect(await response.text()).not.toContain('<script>alert')
})
test('lets people pick when an organization has several connections', async () => {
  const page = await (await get('/auth/login?email=ana@acme.test&return_to=/inbox')).text()
  expect(page).toContain('connection=acme-a')
  expect(page).toContain('connection=acme-b')
  expect(await (await get('/auth/login?organization=acme')).text()).toContain('connection=acme-b')
})
test('says what to do about an unknown domain', async () => {
  const response = await get('/auth/login?email=eva@unknown.test')
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('CONNECTION_NOT_FOUND')
})
test('answers discovery in one shape, by the domain alone', async () => {
  const [known, stranger, unknown] = await Promise.all(
    ['ana@globex.test', 'nobody-at-all@globex.test', 'eva@unknown.test'].map(
      async (email) => (await get(`/auth/discover?email=${email}`)).json() as Promise<Record<string, unknown>>,
    ),
  )
  expect(known).toMatchObject({ kind: 'sso', connections: [{ id: 'globex' }] })
  expect({ ...stranger, loginUrl: '', connections: [] }).toEqual({ ...known, loginUrl: '', connections: [] })
  expect(unknown).toMatchObject({ kind: 'unknown', connections: [] })
  expect(Object.keys(unknown!)).toEqual(Object.keys(known!))
})
test('answers discovery 60 times a minute and client', async () => {
  const ask = (ip: string): Promise<Response> =>
    auth.handler(new Request(`${baseUrl}/auth/discover?email=a@acme.test`), { ip })
  const answers = await Promise.all(Array.from({ length: 70 }, () => ask('192.0.2.1')))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  expect((await ask('192.0.2.2')).status).toBe(200)
})
test('answers unknown paths and methods with typed errors', async () => {
  expect((await get('/auth/nothing')).status).toBe(404)
  expect((await get('/auth/saml/globex/acs')).status).toBe(405)
  expect((await auth.handler(new Request(`${baseUrl}/auth/login`, { method: 'DELETE' }))).status).toBe(405)
  const json = await (await get('/auth/nothing', { accept: 'application/json' })).json()
  expect(json).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } })
})
test('starts a launch only for the issuer of the connection, and only to our own origin', async () => {
  expect((await get('/auth/launch/globex')).status).toBe(400)
  expect((await get('/auth/launch/globex?iss=https://evil.test')).status).toBe(400)
  expect((await get('/auth/launch/nobody?iss=https://globex.example.test')).status).toBe(404)
})
test('starts no sign-in for a prefetch', async () => {
  const response = await get('/auth/login?connection=globex', { 'sec-purpose': 'prefetch' })
  expect(response.headers.getSetCookie()).toEqual([])
  expect(response.status).toBe(400)
})
test('says so when there is nobody to sign out', async () => {
  expect(await (await get('/auth/logout')).text()).toContain('You are signed out')
})
test('gives the session as JSON, null without one', async () => {
  expect(await (await get('/auth/session')).json()).toEqual({ session: null })
  const { cookie, session } = await mintSession(auth, { email: 'ana@acme.test' })
  const answer = await (await get('/auth/session', { cookie })).json()
  expect(answer).toMatchObject({
    session: { id: session.id, user: { email: 'ana@acme.test' }, organization: { id: 'acme' } },
  })
})
test('signs out by POST from our own origin only', async () => {
  const post = (headers: Record<string, string>): Promise<Response> =>
    auth.handler(new Request(`${baseUrl}/auth/logout`, { method: 'POST', headers }))
  expect((await post({ origin: 'https://evil.test' })).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post({ origin: 'null' })).status).toBe(403)
  expect((await post({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  const response = await post({ origin: baseUrl, accept: 'text/html' })
  expect(response.headers.get('set-cookie')).toMatch(/^__Host-launchpad=; .*Max-Age=0/)
  expect(response.headers.get('location')).toBe('/')
})
test('asks before it signs out by GET, unless our own page sent the person', async () => {
  const { cookie } = await mintSession(auth, { email: 'ana@acme.test' })
  const asked = await get('/auth/logout', { cookie })
  expect(await asked.text()).toContain('action="/auth/logout"')
  expect(asked.headers.getSetCookie()).toEqual([])
  expect(
    (await get('/auth/logout', { cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' })).headers.get(
      'set-cookie',
    ),
  ).toContain('Max-Age=0')
})

const guarded = (headers: Record<string, string> = {}, method = 'GET') =>
  auth.guard(new Request(`${baseUrl}/reports?year=2030`, { method, headers }))
test('sends a page request without a session to sign-in and back', async () => {
  const result = await guarded({ accept: 'text/html' })
  expect(result.kind === 'answer' && result.response.headers.get('location')).toBe(
    '/auth/login?return_to=%2Freports%3Fyear%3D2030',
  )
})
test.each([
  ['a fetch', { accept: '*/*' }, 'GET'],
  ['a fetch of markup', { accept: 'text/html', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }, 'GET'],
  ['an XHR', { accept: 'text/html', 'x-requested-with': 'XMLHttpRequest' }, 'GET'],
  ['a prefetch', { accept: 'text/html', 'sec-purpose': 'prefetch' }, 'GET'],
  ['a form post', { accept: 'text/html' }, 'POST'],
  ['a payload request of a framework', { accept: 'text/html', rsc: '1' }, 'GET'],
])('answers %s without a session with 401 and JSON', async (_, headers, method) => {
  const result = await guarded(headers, method)
  if (result.kind !== 'answer') throw new Error('it passed')
  expect(result.response.status).toBe(401)
  expect(await result.response.json()).toMatchObject({ error: { code: 'SESSION_REQUIRED' } })
})
test('lets a request with a session pass, without a new cookie', async () => {
  const { cookie } = await mintSession(auth, { email: 'ana@acme.test' })
  expect(await guarded({ cookie })).toMatchObject({
    kind: 'pass',
    session: { user: { email: 'ana@acme.test' } },
    setCookies: [],
  })
})
test('lets a session pass only with the role and the organization it is asked for', async () => {
  const { cookie } = await mintSession(auth, { email: 'ana@acme.test', roles: ['buyer'] })
  const request = new Request(`${baseUrl}/reports`, { headers: { cookie } })
  expect((await auth.guard(request, { role: 'buyer', organization: 'acme' })).kind).toBe('pass')
  for (const options of [{ role: 'admin' }, { organization: 'globex' }]) {
    const result = await auth.guard(request, options)
    if (result.kind !== 'answer') throw new Error('it passed')
    expect(result.response.status).toBe(403)
    expect(await result.response.json()).toMatchObject({ error: { code: 'ROLE_MISSING' } })
  }
})
test('signs nobody out for an image or a prefetch on a page of ours', async () => {
  const { cookie } = await mintSession(auth, { email: 'ana@acme.test' })
  for (const headers of [
    { 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' },
  ]) {
    const response = await get('/auth/logout', { cookie, 'sec-fetch-site': 'same-origin', ...headers })
    expect(response.headers.getSetCookie()).toEqual([])
  }
})
test.each([{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }])(
  'starts no sign-in for an image: %j',
  async (headers) => {
    expect((await get('/auth/login?connection=globex', headers)).headers.getSetCookie()).toEqual([])
  },
)
test('renews a session when that is due, and only then', async () => {
  const clock = { now: new Date('2030-01-01T00:00:00Z') }
  const timed = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    session: { idleSeconds: 1000, absoluteSeconds: 5000 },
    now: () => clock.now,
    log: () => undefined,
  })
  const { cookie } = await mintSession(timed, { email: 'ana@acme.test' })
  const pass = () =>
    timed.guard({ method: 'GET', url: '/', headers: { get: (name) => (name === 'cookie' ? cookie : null) } })
  expect(await pass()).toMatchObject({ setCookies: [] })
  clock.now = new Date('2030-01-01T00:05:00Z')
  expect(await pass()).toMatchObject({
    kind: 'pass',
    setCookies: [expect.stringMatching(/^__Host-launchpad=.*Max-Age=1000/)],
  })
  clock.now = new Date('2030-01-01T00:20:00Z')
  expect((await pass()).kind).toBe('answer')
})
test('renews no session for a page that only looks whether there still is one', async () => {
  const clock = { now: new Date('2030-01-01T00:00:00Z') }
  const timed = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    session: { idleSeconds: 1000, absoluteSeconds: 5000 },
    now: () => clock.now,
    log: () => undefined,
  })
  const { cookie, session } = await mintSession(timed, { email: 'ana@acme.test' })
  const ask = (query: string) => timed.handler(new Request(`${baseUrl}/auth/session${query}`, { headers: { cookie } }))
  clock.now = new Date('2030-01-01T00:05:00Z')
  const looked = await ask('?renew=false')
  expect(looked.headers.getSetCookie()).toEqual([])
  expect(await looked.json()).toMatchObject({ session: { id: session.id } })
  expect((await ask('')).headers.getSetCookie()).toHaveLength(1)
})
test.each([
  '__Host-launchpad=x',
  '__Host-launchpad=Fe26.2*1*2*3*4*5*6*7~2',
  '__Host-launchpad=',
  `__Host-launchpad=${'A'.repeat(100_000)}`,
])('takes a broken cookie for no session', async (cookie) => {
  expect(await auth.getSession({ headers: { get: () => cookie } })).toBeNull()
})
