import { expect, test } from 'vitest'
import { createAuth, type AuthOptions, type ConnectionOptions } from '../../src/index.ts'
import { createClient } from '../../src/testing/create-client.ts'
import type { DiscoveryAnswer, LaunchpadAnswer } from '../../src/wire.ts'

const baseUrl = 'https://app.example.test'
const oidc = (id: string, domain: string): ConnectionOptions => ({
  id,
  type: 'oidc',
  name: id,
  organization: { id: domain, name: domain },
  domains: [domain],
  issuer: `https://${id}.example.test`,
  clientId: 'app',
})
const appWith = (options: Partial<AuthOptions>) => {
  const auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: [oidc('acme-a', 'acme.test'), oidc('acme-b', 'acme.test'), oidc('globex', 'globex.test')],
    log: () => undefined,
    ...options,
  })
  const client = createClient(auth.handler)
  const get = (path: string, headers?: Record<string, string>): Promise<Response> => client.get(baseUrl + path, headers)
  const discover = async (query: string): Promise<DiscoveryAnswer> =>
    (await (await get(`/auth/discover?${query}`)).json()) as DiscoveryAnswer
  return { get, discover }
}
const plain = appWith({})
const own = appWith({ signInPage: '/sign-in' })
const both = appWith({ signInPage: '/sign-in', passwordPage: '/password' })

test("asks for the e-mail address on the app's own page, with the way back", async () => {
  const response = await own.get('/auth/login?return_to=/reports%3Fyear=2030')
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/sign-in?return_to=%2Freports%3Fyear%3D2030')
})
test("says on the app's own page what was wrong with what the person typed, and keeps it", async () => {
  const location = (await own.get('/auth/login?email=ana%40&return_to=/inbox')).headers.get('location')
  expect(location).toBe('/sign-in?return_to=%2Finbox&error=email_invalid&email=ana%40')
  const unknown = (await own.get('/auth/login?email=eva@unknown.test&return_to=/inbox')).headers.get('location')
  expect(unknown).toBe('/sign-in?email=eva%40unknown.test&return_to=%2Finbox&error=email_unknown')
})
test('keeps of what was typed no more than an address can have', async () => {
  const location = (await own.get(`/auth/login?email=${'a'.repeat(5000)}`)).headers.get('location') ?? ''
  expect(location.length).toBeLessThan(400)
})
test("takes addresses that no connection serves to the app's password form", async () => {
  const location = (await both.get('/auth/login?email=Eva@Unknown.test&return_to=/inbox')).headers.get('location')
  expect(location).toMatch(/^\/password\?email=Eva%40unknown\.test&return_to=%2Finbox$/i)
})
test('tells scripts and who asked for an organization that there is no connection', async () => {
  const answer = await both.get('/auth/login?email=eva@unknown.test', { accept: 'application/json' })
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'CONNECTION_NOT_FOUND' } }])
  expect((await both.get('/auth/login?organization=nobody')).status).toBe(404)
})
test('leads to no page of its own where the app has none', async () => {
  expect((await plain.get('/auth/login')).status).toBe(200)
  expect((await plain.get('/auth/login?email=eva@unknown.test')).status).toBe(404)
})
test.each([
  '/sign-in',
  '/sign-in/',
  '/sign-in?return_to=/sign-in',
  '/sign%2Din',
  '/password?email=x',
  '//evil.test',
  '/auth/login',
])('never sends people back to where they came from or elsewhere: %s', async (target) => {
  const response = await both.get(`/auth/login?return_to=${encodeURIComponent(target)}`)
  expect(response.headers.get('location')).toBe('/sign-in?return_to=%2F')
})
test('answers discovery with the password form for domains nobody serves', async () => {
  expect(await both.discover('email=eva@unknown.test&return_to=/inbox')).toEqual({
    kind: 'password',
    loginUrl: '/password?email=eva%40unknown.test&return_to=%2Finbox',
    connections: [],
  })
  expect(await own.discover('email=eva@unknown.test')).toMatchObject({
    kind: 'unknown',
    loginUrl: '/auth/login?email=eva%40unknown.test',
  })
})
test('carries the way back through discovery into every URL', async () => {
  const { loginUrl, connections } = await both.discover('email=ana@acme.test&return_to=/inbox')
  const targets = [loginUrl, ...connections.map((one) => one.loginUrl)]
  expect(targets).toHaveLength(3)
  for (const url of targets) expect(new URL(url, baseUrl).searchParams.get('return_to')).toBe('/inbox')
})
test.each(['https://evil.test/', '//evil.test', '/\\evil.test', '/%2Fevil.test', '/sign-in'])(
  'turns the way back %s of a discovery into /',
  async (target) => {
    const query = `email=ana@acme.test&return_to=${encodeURIComponent(target)}`
    const { loginUrl, connections } = await both.discover(query)
    for (const url of [loginUrl, ...connections.map((one) => one.loginUrl)])
      expect(new URL(url, baseUrl).searchParams.get('return_to')).toBe('/')
  },
)
test('serves everyone by the identity service where there is one', async () => {
  const app = appWith({ passwordPage: '/password', identityService: { issuer: 'https://id.example.test' } })
  expect(await app.discover('email=eva@unknown.test')).toMatchObject({ kind: 'sso', connections: [{ id: 'identity' }] })
})
test("says where the identity service has the person's applications", async () => {
  const ask = async (options: Partial<AuthOptions>): Promise<LaunchpadAnswer> =>
    (await (await appWith(options).get('/auth/launchpad')).json()) as LaunchpadAnswer
  expect(await ask({})).toEqual({ applicationsUrl: null })
  for (const issuer of ['https://id.example.test', 'https://id.example.test/'])
    expect(await ask({ identityService: { issuer } })).toEqual({
      applicationsUrl: 'https://id.example.test/launchpad/applications',
    })
})
test.each([
  ['/auth/session', 'POST', 'GET, HEAD'],
  ['/auth/logout', 'DELETE', 'GET, HEAD, POST'],
  ['/auth/saml/acme/acs', 'GET', 'POST'],
  ['/auth/denied', 'PUT', 'GET, HEAD'],
])('says what %s answers when asked by %s', async (path, method, allowed) => {
  const auth = createAuth({ baseUrl, secrets: ['test-secret-'.repeat(4)], log: () => undefined })
  const response = await auth.handler(new Request(baseUrl + path, { method }))
  expect([response.status, response.headers.get('allow')]).toEqual([405, allowed])
})
