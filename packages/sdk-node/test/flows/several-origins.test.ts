import { expect, test } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthOptions,
  type HasHeaders,
  type LogEntry,
} from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps } from '../../src/testing/create-fake-idps.ts'

const main = 'https://app.example.test'
const preview = 'https://pr-17.preview.example.test'
const local = 'http://localhost:3000'
const origins = [main, 'https://*.preview.example.test', local]
const log: LogEntry[] = []
const authWith = (options: Partial<AuthOptions>): Auth =>
  createAuth({
    baseUrl: origins,
    secrets: ['test-secret-'.repeat(4)],
    identityService: { issuer: 'https://id.example.test' },
    store: memoryStore(),
    log: (entry) => log.push(entry),
    ...options,
  })
const auth = authWith({})
const draft = {
  user: { id: 'u1', email: 'ana@acme.test' },
  organization: { id: 'acme', name: 'Acme' },
  connection: 'x',
}

/** A server hands over what the wire said, under any URL: Host decides. */
const at = (host: string, path: string, headers: Record<string, string> = {}): Request =>
  new Request(main + path, { headers: { accept: 'text/html', host, ...headers } })
const hostOf = (origin: string): string => new URL(origin).host
const sessionAt = async (source: HasHeaders): Promise<string> => {
  const { setCookie } = await auth.createSession(draft, source)
  return setCookie.slice(0, setCookie.indexOf(';'))
}

test('keeps the first entry as the main origin', () => {
  expect(auth.baseUrl.origin).toBe(main)
})
test.each([
  [main, '__Host-launchpad-'],
  [preview, '__Host-launchpad-'],
  [local, 'launchpad-3000-'],
])('signs in at %s with the redirect URI and the cookies of that origin', async (origin, cookieName) => {
  const idps = await createFakeIdps()
  const app = authWith({ connections: idps.connections })
  const client = createClient((request) => {
    request.headers.set('host', hostOf(origin))
    return app.handler(request)
  })
  const start = await client.get(`${origin}/auth/login?email=bruno@globex.test&return_to=${origin}/inbox`)
  expect(start.headers.get('set-cookie')?.startsWith(cookieName)).toBe(true)
  expect(start.headers.get('set-cookie')?.includes('Secure')).toBe(origin.startsWith('https'))
  const authorize = new URL(start.headers.get('location') ?? '')
  expect(authorize.searchParams.get('redirect_uri')).toBe(`${origin}/auth/oidc/globex/callback`)
  const back = await client.get(idps.oidc.authorize(authorize, { email: 'bruno@globex.test' }))
  expect(back.headers.get('location')).toBe('/inbox')
  const session = await client.get(`${origin}/auth/session`)
  expect(await session.json()).toMatchObject({ session: { user: { email: 'bruno@globex.test' } } })
  await idps.close()
})
test('keeps the entity ID of the main origin and the ACS URL of the one asked', async () => {
  const idps = await createFakeIdps()
  const app = authWith({ connections: idps.connections })
  const metadata = await (await app.handler(at(hostOf(preview), '/auth/saml/acme/metadata'))).text()
  expect(metadata).toContain(`entityID="${main}/auth/saml/acme/metadata"`)
  expect(metadata).toContain(`Location="${preview}/auth/saml/acme/acs"`)
  await idps.close()
})
test('signs in by SAML at a preview, and takes no reply there that was meant for another origin', async () => {
  const idps = await createFakeIdps()
  const app = authWith({ connections: idps.connections })
  const clientAt = (host: string): TestClient =>
    createClient((request) => {
      request.headers.set('host', host)
      return app.handler(request)
    })
  const login = async (client: TestClient, acs: (url: string) => string): Promise<Response> => {
    const start = await client.get(`${main}/auth/login?email=ana@acme.test`)
    const reply = await idps.saml.respond(new URL(start.headers.get('location') ?? ''), { email: 'ana@acme.test' })
    return client.post(acs(reply.acsUrl), reply.form)
  }
  expect((await login(clientAt(hostOf(preview)), (url) => url)).status).toBe(303)
  let host = hostOf(preview)
  const moving = createClient((request) => {
    request.headers.set('host', host)
    return app.handler(request)
  })
  const refused = await login(moving, (url) => {
    host = hostOf(main)
    return url
  })
  expect(refused.status).toBe(403)
  await idps.close()
})
test.each([
  'evil.test',
  'app.example.test.evil.test',
  'a.b.preview.example.test',
  'xn--a.preview.example.test',
  'app.example.test:8443',
  'user@app.example.test',
  'app.example.test, evil.test',
  'app.example.test.',
  '',
])('refuses the host %j with a typed error, knows no session there and lets nobody pass', async (host) => {
  const cookie = await sessionAt(at('app.example.test', '/'))
  const answer = await auth.handler(at(host, '/auth/login?email=ana@acme.test', { accept: '*/*' }))
  expect(answer.status).toBe(421)
  expect(await answer.json()).toMatchObject({ error: { code: 'HOST_NOT_ALLOWED', loginUrl: null } })
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await auth.getSession(at(host, '/', { cookie }))).toBeNull()
  for (const result of [await auth.guard(at(host, '/x', { cookie })), await auth.guardSite(at(host, '/x', { cookie }))])
    expect(result).toMatchObject({ kind: 'answer', response: { status: 421 }, location: '/auth/login' })
  await expect(auth.createSession(draft, at(host, '/'))).rejects.toMatchObject({ code: 'HOST_NOT_ALLOWED' })
})
test('shows a page without a way on for a host that is none of ours, and says in the log what came', async () => {
  log.length = 0
  const html = await (await auth.handler(at('evil.test', '/auth/login'))).text()
  expect(html).toContain('HOST_NOT_ALLOWED')
  expect(html).not.toContain('/auth/login')
  expect(log).toMatchObject([{ code: 'HOST_NOT_ALLOWED', detail: expect.stringContaining(`got 'evil.test'`) }])
})
test('knows a session of each origin by its own cookie, in any spelling of the host', async () => {
  for (const host of ['app.example.test', 'APP.example.TEST', 'app.example.test:443', 'localhost:3000']) {
    const cookie = await sessionAt(at(host, '/'))
    expect(cookie.startsWith(host.startsWith('localhost') ? 'launchpad-3000=' : '__Host-launchpad=')).toBe(true)
    expect(await auth.getSession(at(host, '/', { cookie }))).not.toBeNull()
    expect(await auth.guard(at(host, '/', { cookie }))).toMatchObject({ kind: 'pass' })
  }
})
test('believes the URL of a request that came over no wire, and no forwarded header', async () => {
  const open = (url: string): Promise<Response> =>
    auth.handler(new Request(url, { headers: { 'x-forwarded-host': 'app.example.test' } }))
  expect((await open(`${preview}/auth/session`)).status).toBe(200)
  expect((await open('https://evil.test/auth/session')).status).toBe(421)
  expect((await open('http://app.example.test/auth/session')).status).toBe(421)
  expect(await auth.getSession({ headers: new Headers() })).toBeNull()
})
test('takes a sign-out from the origin it was asked at, and from no other of ours', async () => {
  const post = (origin: string): Promise<Response> =>
    auth.handler(new Request(`${preview}/auth/logout`, { method: 'POST', headers: { host: hostOf(preview), origin } }))
  expect((await post(preview)).status).toBe(200)
  expect((await post(main)).status).toBe(403)
  expect((await post('https://pr-18.preview.example.test')).status).toBe(403)
})
test('leads back to the origin it was asked at, and to no other of ours', async () => {
  const wayBack = async (target: string): Promise<string | null> => {
    const page = await auth.handler(at(hostOf(preview), `/auth/login?return_to=${encodeURIComponent(target)}`))
    return /name="return_to" value="([^"]*)"/.exec(await page.text())?.[1] ?? null
  }
  expect(await wayBack(`${preview}/inbox`)).toBe('/inbox')
  expect(await wayBack(`${main}/inbox`)).toBe('/')
})
test('makes a path on our own origin of any text, for pages of the app', () => {
  const source = at(hostOf(preview), '/')
  expect(auth.toReturnPath('/inbox?x=1')).toBe('/inbox?x=1')
  expect(auth.toReturnPath(`${preview}/inbox`, source)).toBe('/inbox')
  expect(auth.toReturnPath(`${main}/inbox`, source)).toBe('/')
  expect(auth.toReturnPath('//evil.test', at('evil.test', '/'))).toBe('/')
  expect(auth.toReturnPath(null)).toBe('/')
})
test('goes on working after more origins than it keeps', async () => {
  const hosts = Array.from({ length: 250 }, (_, index) => `pr-${index}.preview.example.test`)
  for (const host of [...hosts, ...hosts.slice(0, 3)]) {
    const metadata = await auth.handler(at(host, '/auth/login?return_to=/inbox'))
    expect(metadata.status).toBe(200)
  }
  expect((await auth.handler(at('app.example.test', '/auth/login'))).status).toBe(200)
})
test('counts the questions to discovery over all origins', async () => {
  const app = authWith({})
  const ask = (index: number): Promise<Response> =>
    app.handler(at(`pr-${index}.preview.example.test`, '/auth/discover?email=a@acme.test'), { ip: '192.0.2.1' })
  const answers = await Promise.all(Array.from({ length: 70 }, (_, index) => ask(index)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
})

const behindProxy = authWith({
  baseUrl: ({ headers }) => {
    const host = headers.get('x-forwarded-host')
    if (host === 'broken') throw new Error('no idea')
    return `https://${host}`
  },
  allowedBaseUrls: ['https://*.preview.example.test', main],
})
const forwarded = (host: string): Request => at('10.0.0.7:8080', '/auth/session', { 'x-forwarded-host': host })
test('takes the first entry without a star for the main origin of a function', () => {
  expect(behindProxy.baseUrl.origin).toBe(main)
})
test.each(['app.example.test', 'pr-1.preview.example.test'])('lets a function choose %s', async (host) => {
  expect((await behindProxy.handler(forwarded(host))).status).toBe(200)
})
test.each([
  'evil.test',
  'app.example.test, evil.test',
  'app.example.test:8443',
  'app.example.test@evil.test',
  '',
  'broken',
])('refuses a function that answers with %j', async (host) => {
  expect((await behindProxy.handler(forwarded(host))).status).toBe(421)
  expect(await behindProxy.getSession(forwarded(host))).toBeNull()
  expect((await behindProxy.guard(forwarded(host))).kind).toBe('answer')
})
test('refuses a function whose answer is no text', async () => {
  const wrong = authWith({ baseUrl: (() => null) as never, allowedBaseUrls: [main] })
  expect((await wrong.handler(at('app.example.test', '/auth/session'))).status).toBe(421)
})
test('believes no Host at all where there is one origin', async () => {
  const one = authWith({ baseUrl: main })
  const cookie = await sessionAt(at('app.example.test', '/'))
  for (const host of ['evil.test', 'app.example.test', '']) {
    expect((await one.handler(at(host, '/auth/session'))).status).toBe(200)
    expect(await one.getSession(at(host, '/', { cookie }))).not.toBeNull()
  }
})
