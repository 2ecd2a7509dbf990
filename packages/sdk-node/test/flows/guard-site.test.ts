import { expect, test } from 'vitest'
import { createAuth, type LogEntry, type SiteGuardOptions, type SiteGuardResult } from '../../src/index.ts'
import { mintSession } from '../../src/testing/mint-session.ts'

const baseUrl = 'https://app.example.test'
const clock = { now: new Date('2030-01-01T00:00:00Z') }
const log: LogEntry[] = []
const auth = createAuth({
  baseUrl,
  secrets: ['test-secret-'.repeat(4)],
  signInPage: '/sign-in',
  passwordPage: '/password',
  session: { idleSeconds: 1000, absoluteSeconds: 5000 },
  now: () => clock.now,
  log: (entry) => log.push(entry),
})
const site: SiteGuardOptions = { publicPaths: ['/', '/blog/*'] }
const page = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
/** What is left of a payload request or a prefetch when it reaches Next's proxy. */
const payload = { accept: '*/*', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }

/** As a server sees it: the path is not cleaned up by a URL parser. */
const ask = (url: string, headers: Record<string, string> = page, method = 'GET', options = site) =>
  auth.guardSite({ url, method, headers: new Headers(headers) }, options)
const answered = (result: SiteGuardResult): Extract<SiteGuardResult, { kind: 'answer' }> => {
  if (result.kind !== 'answer') throw new Error(`it is ${result.kind}`)
  return result
}
const cookieOf = async (roles: readonly string[] = []): Promise<{ cookie: string }> =>
  (await mintSession(auth, { email: 'ana@acme.test', roles })).headers

test('sends a navigation without a session to sign-in and back', async () => {
  const { response, location } = answered(await ask('/reports?year=2030'))
  expect(response.status).toBe(303)
  expect(location).toBe('/auth/login?return_to=%2Freports%3Fyear%3D2030')
  expect(response.headers.get('location')).toBe(location)
})
test.each([
  ['a payload request or a prefetch of Next', payload, 'GET', '%2Freports'],
  ['a prefetch of the browser', { ...page, 'sec-purpose': 'prefetch' }, 'GET', '%2Freports'],
  ['a server action', { accept: 'text/x-component', 'next-action': 'a1' }, 'POST', '%2Freports'],
  ['a form', page, 'POST', '%2F'],
])('answers %s without a session with 401, JSON and no cookie', async (_, headers, method, returnTo) => {
  const { response, location } = answered(await ask('/reports', headers, method))
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ error: { code: 'SESSION_REQUIRED', loginUrl: location } })
  expect(response.headers.getSetCookie()).toEqual([])
  expect(location).toBe(`/auth/login?return_to=${returnTo}`)
})
test.each([
  '/auth/login',
  '/auth/session?x=1',
  `${baseUrl}/auth/saml/acme/acs`,
  '/_next/static/chunks/main.js',
  '/_next/image?url=%2Fa.png',
  '/__nextjs_original-stack-frames',
  '/favicon.ico',
  '/robots.txt',
  '/sitemap.xml',
  '/manifest.json',
  '/site.webmanifest',
  '/images/logo.svg',
  '/styles/app.css?v=2',
  '/fonts/inter.woff2',
])('does not look at %s', async (url) => {
  expect(await ask(url)).toEqual({ kind: 'untouched' })
})
test.each([
  '/auth',
  '/authors',
  '/_next',
  '/_NEXT/static/x',
  '/_next/data/build/reports.json',
  '/reports/q1.pdf',
  '/reports/q1.csv',
  '/api/people.json',
  '/feed.xml',
  '/backup.zip',
  '/old.html',
  '/reports/q1.png/rows',
  '/reports?file=a.css',
  '/admin/manifest.json',
  '/x/favicon.icon',
  // Not what it seems, or not to every server.
  '/auth/../admin',
  '/auth/..%2fadmin',
  '/auth%2fadmin',
  '/%61uth/x',
  '/_next/../admin',
  '/_next/%2e%2e/admin',
  '/_next/%252e%252e/admin',
  '/_next\\..\\admin',
  '/admin%2fx.css',
  '/admin/%2e%2e%2fx.png',
  '/admin\\x.css',
  '/admin/..;/x.css',
])('guards %s', async (url) => {
  expect(answered(await ask(url)).response.status).toBe(303)
})
test('guards a static-looking address against anything but reading, and against server actions', async () => {
  expect((await ask('/reports.png', page, 'POST')).kind).toBe('answer')
  expect((await ask('/reports.png', { ...page, 'next-action': 'a1' })).kind).toBe('answer')
  expect((await ask('/_next/x', { ...page, 'next-action': 'a1' }, 'POST')).kind).toBe('answer')
  expect((await ask('/logo.png', page, 'HEAD')).kind).toBe('untouched')
})
test.each(['/_next/x', '/_next/static/x', '/__nextjs_x', '/favicon.ico', '/logo.png'])(
  'guards %s against a form, in which a server action may be',
  async (url) => {
    const form = { ...page, 'content-type': 'multipart/form-data; boundary=b' }
    expect(answered(await ask(url, form, 'POST')).response.status).toBe(401)
  },
)
test.each(['/reports', '/reports/7', '/', '/blog', '/blog/one'])(
  'takes a public page for public inside of %s only if that is public too',
  async (around) => {
    const result = await ask('/blog/one', { ...payload, 'next-url': around })
    expect(result.kind).toBe(around.startsWith('/reports') ? 'answer' : 'pass')
    expect((await ask('/blog/one', { ...page, ...(await cookieOf()), 'next-url': around })).kind).toBe('pass')
  },
)
test.each([
  '/blog/../reports',
  '/blog/%2e%2e/reports',
  '/blog?/reports',
  '/blog#x',
  'reports',
  'https://evil.test/blog',
])('takes %j for no page around a public one', async (around) => {
  expect((await ask('/blog/one', { ...page, 'next-url': around })).kind).toBe('answer')
})
test('takes nothing that is shown inside of a page for a static file', async () => {
  expect((await ask('/photos/1.png', { ...payload, 'next-url': '/reports' })).kind).toBe('answer')
})
test('asks for the role of the page around a public one', async () => {
  const headers = { ...payload, ...(await cookieOf()), 'next-url': '/reports' }
  const { response } = answered(await ask('/blog/one', headers, 'GET', { ...site, role: 'admin' }))
  expect(response.status).toBe(403)
})
test.each(['/', '/blog', '/blog/', '/blog/one/two', '/sign-in', '/sign-in/', '/sign-in?return_to=%2F', '/password'])(
  'lets everyone see the public %s',
  async (url) => {
    expect(await ask(url)).toEqual({ kind: 'pass', session: null, setCookies: [] })
  },
)
test.each([
  '/blogs',
  '/blog-internal',
  '/Blog/one',
  '//blog/one',
  '/blog/../admin',
  '/blog/%2e%2e/admin',
  '/blog/%252e%252e%252fadmin',
  '/blog%2fone',
  '/blog/..%5cadmin',
  '/blog/..;/admin',
  '/blo%67/one',
  '/sign-in/other',
  '/sign-in%2f..%2fadmin',
])('takes %s for no public path', async (url) => {
  expect((await ask(url)).kind).toBe('answer')
})
test('guards everything without public paths, the sign-in pages apart', async () => {
  const bare = (url: string): Promise<SiteGuardResult> =>
    auth.guardSite({ url, method: 'GET', headers: new Headers(page) })
  expect((await bare('/')).kind).toBe('answer')
  expect((await bare('/sign-in')).kind).toBe('pass')
})
test('tells a public page who is signed in, and asks no role of them there', async () => {
  const headers = { ...page, ...(await cookieOf()) }
  expect(await ask('/blog/one', headers, 'GET', { ...site, role: 'admin' })).toMatchObject({
    kind: 'pass',
    session: { user: { email: 'ana@acme.test' } },
  })
})
test('lets a session pass', async () => {
  expect(await ask('/reports', { ...page, ...(await cookieOf()) })).toMatchObject({
    kind: 'pass',
    session: { user: { email: 'ana@acme.test' } },
    setCookies: [],
  })
})
test.each(['x', 'A'.repeat(7000), 'Fe26.2*1*2*3*4*5*6*7~2'])('takes the cookie %.20s for no session', async (value) => {
  expect((await ask('/reports', { ...payload, cookie: `__Host-launchpad=${value}` })).kind).toBe('answer')
})
test('explains a missing role at an address of its own, with the incident that is in the log, once', async () => {
  const headers = { ...page, ...(await cookieOf(['buyer'])) }
  log.length = 0
  const { response, location } = answered(await ask('/admin?tab=1', headers, 'GET', { ...site, role: 'admin' }))
  expect(response.status).toBe(403)
  const shown = await auth.handler(new Request(baseUrl + location, { headers }))
  expect(shown.status).toBe(403)
  const html = await shown.text()
  expect(html).toContain('ROLE_MISSING')
  expect(html).toContain('href="/auth/login?return_to=%2Fadmin%3Ftab%3D1"')
  expect(log).toMatchObject([{ event: 'request.failed', code: 'ROLE_MISSING', path: '/admin' }])
  const [entry] = log
  expect(entry?.event === 'request.failed' && html.includes(entry.incidentId)).toBe(true)
  expect(entry?.event === 'request.failed' && entry.detail).toBe("wanted the role 'admin', the session has [buyer]")
})
test('logs a refusal without the query, on one line and at no more than reasonable length', async () => {
  const headers = { ...page, ...(await cookieOf()) }
  log.length = 0
  await ask(`/admin/\u0085forged${'x'.repeat(9000)}?token=s3cret#part`, headers, 'GET', { ...site, role: 'admin' })
  const [entry] = log
  const path = entry?.event === 'request.failed' ? entry.path : ''
  expect(path).toMatch(/^\/admin\/[^?#\p{Cc}]+$/u)
  expect([path.length, JSON.stringify(log).includes('s3cret')]).toEqual([1000, false])
})
test('answers the page of a refusal as JSON to scripts, and logs one that nobody refused', async () => {
  log.length = 0
  const open = (query: string): Promise<Response> =>
    auth.handler(new Request(`${baseUrl}/auth/denied${query}`, { headers: { accept: 'application/json' } }))
  const answer = await open('?incident=0123456789ab&return_to=https://evil.test/')
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({
    error: { code: 'ROLE_MISSING', incidentId: '0123456789ab', loginUrl: '/auth/login?return_to=%2F' },
  })
  expect(log).toEqual([])
  for (const query of ['', '?incident=', '?incident=%3Cscript%3E', '?incident=0123456789abc']) {
    const other = (await (await open(query)).json()) as { error: { incidentId: string } }
    expect(other.error.incidentId).toMatch(/^[0-9a-f]{12}$/)
    expect(other.error.incidentId).not.toBe('0123456789abc')
  }
  expect(log).toHaveLength(4)
})
test('renews a session only for a navigation or an action', async () => {
  const cookie = await cookieOf()
  clock.now = new Date(clock.now.getTime() + 300_000)
  const renewed = async (headers: Record<string, string>, method = 'GET', url = '/reports'): Promise<boolean> => {
    const result = await ask(url, { ...headers, ...cookie }, method)
    if (result.kind !== 'pass' || result.session === null) throw new Error('it did not pass')
    return result.setCookies.length > 0
  }
  expect(await renewed(page)).toBe(true)
  expect(await renewed(page, 'GET', '/blog')).toBe(true)
  expect(await renewed({ accept: 'text/x-component', 'next-action': 'a1' }, 'POST')).toBe(true)
  expect(await renewed(payload)).toBe(false)
  expect(await renewed(payload, 'GET', '/blog')).toBe(false)
  expect(await renewed({ ...page, 'sec-purpose': 'prefetch;prerender' })).toBe(false)
  expect(await renewed({ accept: '*/*' }, 'HEAD')).toBe(false)
})
test('says which public paths are none, whatever is asked for', async () => {
  for (const url of ['/reports', '/favicon.ico'])
    await expect(ask(url, page, 'GET', { publicPaths: ['/fine', '/blog*'] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      detail: expect.stringContaining("'/blog*'"),
    })
})
test('reads the patterns once for one list', async () => {
  const publicPaths = ['/blog/*']
  await ask('/blog', page, 'GET', { publicPaths })
  publicPaths[0] = 'no path'
  expect((await ask('/blog', page, 'GET', { publicPaths, returnTo: '/' })).kind).toBe('pass')
})
