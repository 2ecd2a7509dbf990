import { beforeAll, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type LogEntry, type SamlConnectionOptions } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'

const baseUrl = 'https://app.example.test'
const acs = `${baseUrl}/auth/saml/acme/acs`
const ana = { email: 'ana@acme.test', name: 'Ana Souza' }
let idp: FakeSamlIdp

beforeAll(async () => {
  idp = await createFakeSamlIdp({ sp: { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: acs } })
})

function setUp(over: Partial<SamlConnectionOptions> = {}): {
  auth: Auth
  client: TestClient
  other: TestClient
  log: LogEntry[]
} {
  const log: LogEntry[] = []
  const connection: SamlConnectionOptions = {
    id: 'acme',
    type: 'saml',
    organization: { id: 'acme', name: 'Acme' },
    domains: ['acme.test'],
    metadata: idp.metadata,
    ...over,
  }
  const auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: [connection],
    store: memoryStore(),
    log: (entry) => log.push(entry),
  })
  return { auth, client: createClient(auth.handler), other: createClient(auth.handler), log }
}

const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)
const start = async (client: TestClient, query = 'email=Ana@Acme.test&return_to=/inbox'): Promise<URL> =>
  locationOf(await client.get(`${baseUrl}/auth/login?${query}`))
const sessionOf = async (auth: Auth, client: TestClient) =>
  auth.getSession({ headers: { get: () => client.cookies() } })
const codeOf = (log: readonly LogEntry[]): string | undefined =>
  log.findLast((entry) => entry.event === 'request.failed')?.code

test('signs in from e-mail address to session and back to where the person wanted to go', async () => {
  const { auth, client } = setUp()
  const location = await start(client)
  expect(location.href).toContain(idp.ssoUrl)
  const reply = await idp.respond(location, ana)
  const response = await client.post(reply.acsUrl, reply.form)
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/inbox')
  expect(await sessionOf(auth, client)).toMatchObject({
    user: { email: 'ana@acme.test', name: 'Ana Souza' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
  })
})
test('gives the browser cookies that no script, no other host and no plain connection sees', async () => {
  const { client } = setUp()
  const response = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const [login] = response.headers.getSetCookie()
  expect(login).toMatch(/^__Host-launchpad-login-[\w-]+=.*; Path=\/; HttpOnly; Max-Age=600; SameSite=None; Secure$/)
  const reply = await idp.respond(locationOf(response), ana)
  const cookies = (await client.post(reply.acsUrl, reply.form)).headers.getSetCookie()
  expect(cookies.find((line) => line.startsWith('__Host-launchpad='))).toMatch(
    /; Path=\/; HttpOnly; Max-Age=86400; SameSite=Lax; Secure$/,
  )
  expect(cookies.some((line) => line.startsWith('__Host-launchpad-login-') && line.includes('Max-Age=0'))).toBe(true)
})
test('refuses the same response a second time, and gives no session', async () => {
  const { auth, client, log } = setUp()
  const reply = await idp.respond(await start(client), ana)
  await client.post(reply.acsUrl, reply.form)
  const copy = createClient(auth.handler)
  const again = await copy.post(reply.acsUrl, reply.form)
  expect(again.status).toBe(400)
  expect(codeOf(log)).toBe('LOGIN_EXPIRED')
  expect(await sessionOf(auth, copy)).toBeNull()
})
test('shows a page with "start again" for a used login, in the language of the browser', async () => {
  const { client } = setUp()
  const reply = await idp.respond(await start(client), ana)
  await client.post(reply.acsUrl, reply.form)
  const page = await (await client.post(reply.acsUrl, reply.form, { 'accept-language': 'pt-BR' })).text()
  expect(page).toContain('lang="pt-BR"')
  expect(page).toContain('href="/auth/login?connection=acme"')
})
test("shows the organization's own support contact beside the incident number", async () => {
  const { client } = setUp({ organization: { id: 'acme', name: 'Acme', supportContact: 'help@acme.test' } })
  const reply = await idp.respond(await start(client), { email: 'ceo@globex.test' })
  expect(await (await client.post(reply.acsUrl, reply.form)).text()).toContain('mailto:help@acme.test')
})
test('refuses a response in a browser that did not start the login', async () => {
  const { auth, client, other, log } = setUp()
  const reply = await idp.respond(await start(client), ana)
  expect((await other.post(reply.acsUrl, reply.form)).status).toBe(403)
  expect(codeOf(log)).toBe('LOGIN_BROWSER_MISMATCH')
  expect(await sessionOf(auth, other)).toBeNull()
})
test('refuses a response that answers another login of the same browser', async () => {
  const { client, log } = setUp()
  const first = await idp.respond(await start(client), ana)
  const second = await idp.respond(await start(client), ana)
  const swapped = new URLSearchParams({ SAMLResponse: first.SAMLResponse, RelayState: second.RelayState ?? '' })
  await client.post(acs, swapped)
  expect(codeOf(log)).toBe('SAML_IN_RESPONSE_TO_MISMATCH')
})
test('lets two tabs sign in side by side', async () => {
  const { client } = setUp()
  const [one, two] = [
    await start(client, 'email=ana@acme.test&return_to=/one'),
    await start(client, 'email=ana@acme.test&return_to=/two'),
  ]
  const replies = [await idp.respond(one, ana), await idp.respond(two, ana)] as const
  expect((await client.post(acs, replies[0].form)).headers.get('location')).toBe('/one')
  expect((await client.post(acs, replies[1].form)).headers.get('location')).toBe('/two')
})
test('keeps at most five logins pending in a browser, and forgets the oldest', async () => {
  const { client, log } = setUp()
  const first = await start(client)
  for (let count = 0; count < 7; count++) await start(client)
  expect(client.cookies().split('; ')).toHaveLength(5)
  const reply = await idp.respond(first, ana)
  await client.post(reply.acsUrl, reply.form)
  expect(codeOf(log)).toBe('LOGIN_BROWSER_MISMATCH')
})
test('finds the login by InResponseTo when the identity provider loses the RelayState', async () => {
  const { client } = setUp()
  const reply = await idp.respond(await start(client), ana, { relayState: null })
  expect((await client.post(reply.acsUrl, reply.form)).headers.get('location')).toBe('/inbox')
})
test('refuses an address outside the domains of the connection', async () => {
  const { auth, client, log } = setUp()
  const reply = await idp.respond(await start(client), { email: 'ceo@globex.test' })
  expect((await client.post(reply.acsUrl, reply.form)).status).toBe(403)
  expect(codeOf(log)).toBe('LOGIN_DOMAIN_MISMATCH')
  expect(await sessionOf(auth, client)).toBeNull()
})
test('refuses an old authentication where the connection wants a new one', async () => {
  const { client, log } = setUp({ forceAuthn: true })
  const fresh = await idp.respond(await start(client), ana)
  expect((await client.post(fresh.acsUrl, fresh.form)).headers.get('location')).toBe('/inbox')
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()
  const old = await idp.respond(await start(client), ana, { authnStatement: { authnInstant: anHourAgo } })
  expect((await client.post(old.acsUrl, old.form)).status).toBe(403)
  expect(codeOf(log)).toBe('SAML_TIME_INVALID')
})
test('turns an unsolicited response into a login of its own', async () => {
  const { auth, client } = setUp()
  const unasked = await idp.launch(ana, { relayState: '/deep/link' })
  const converted = locationOf(await client.post(acs, unasked.form))
  expect(converted.pathname).toBe('/auth/login')
  expect(await sessionOf(auth, client)).toBeNull()
  const reply = await idp.respond(locationOf(await client.get(converted)), ana)
  expect((await client.post(reply.acsUrl, reply.form)).headers.get('location')).toBe('/deep/link')
})
test('does not convert for ever when the identity provider never names our request', async () => {
  const { client, log } = setUp()
  const unasked = await idp.launch(ana)
  await client.get(locationOf(await client.post(acs, unasked.form)))
  expect((await client.post(acs, (await idp.launch(ana)).form)).status).toBe(403)
  expect(codeOf(log)).toBe('LOGIN_UNSOLICITED')
})
test('takes an unsolicited response once where the connection accepts them', async () => {
  const { auth, client, other, log } = setUp({ unsolicited: 'accept' })
  const unasked = await idp.launch(ana, { relayState: 'https://evil.test/' })
  expect((await client.post(acs, unasked.form)).headers.get('location')).toBe('/')
  expect(await sessionOf(auth, client)).not.toBeNull()
  expect((await other.post(acs, unasked.form)).status).toBe(403)
  expect(codeOf(log)).toBe('LOGIN_REPLAYED')
})
test('refuses an unsolicited response where the connection says so', async () => {
  const { client, log } = setUp({ unsolicited: 'reject' })
  expect((await client.post(acs, (await idp.launch(ana)).form)).status).toBe(403)
  expect(codeOf(log)).toBe('LOGIN_UNSOLICITED')
})
test('says nothing to the browser but what it needs, and everything to the log', async () => {
  const { client, log } = setUp()
  const reply = await idp.respond(await start(client), ana, {
    conditions: { audiences: ['https://someone-else.test'] },
  })
  const response = await client.post(reply.acsUrl, reply.form, { accept: 'application/json' })
  const text = await response.text()
  const entry = log.findLast((one) => one.event === 'request.failed')!
  expect(text).not.toContain('someone-else')
  expect(JSON.parse(text)).toMatchObject({ error: { code: entry.code, incidentId: entry.incidentId } })
  expect(entry.detail).toContain('someone-else')
  expect(JSON.stringify(log)).not.toContain('test-secret')
})
test.each([
  [
    'a form that is too large',
    new URLSearchParams({ SAMLResponse: 'A'.repeat(1_000_000), RelayState: 'x' }),
    413,
    'REQUEST_TOO_LARGE',
  ],
  ['no SAMLResponse', new URLSearchParams({ RelayState: 'x' }), 400, 'SAML_RESPONSE_INVALID'],
  ['rubbish', new URLSearchParams({ SAMLResponse: '<<<>>>' }), 400, 'SAML_RESPONSE_INVALID'],
  [
    'a login id nobody gave out',
    new URLSearchParams({ SAMLResponse: 'AAAA', RelayState: `login-${'A'.repeat(32)}` }),
    400,
    'LOGIN_EXPIRED',
  ],
])('answers %s with a typed error', async (_, form, status, code) => {
  const { client, log } = setUp()
  expect((await client.post(acs, form)).status).toBe(status)
  expect(codeOf(log)).toBe(code)
})
test('publishes metadata for the connection, with the ACS URL in it', async () => {
  const { client } = setUp()
  const response = await client.get(`${baseUrl}/auth/saml/acme/metadata`)
  expect(response.headers.get('content-type')).toBe('application/samlmetadata+xml')
  expect(await response.text()).toContain(`Location="${acs}"`)
})
test('publishes it before anything is known of the identity provider', async () => {
  const auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: [
      {
        id: 'acme',
        type: 'saml',
        organization: { id: 'acme', name: 'Acme' },
        domains: ['acme.test'],
        status: 'inactive',
        metadataUrl: 'https://127.0.0.1:9/metadata',
      },
    ],
    log: () => undefined,
  })
  const response = await createClient(auth.handler).get(`${baseUrl}/auth/saml/acme/metadata`)
  expect(await response.text()).toContain(`Location="${acs}"`)
})
test('posts the request where the connection says so, from a page that needs no click', async () => {
  const { client } = setUp({ ssoBinding: 'post' })
  const page = await (await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)).text()
  expect(page).toContain(`action="${idp.ssoUrl}"`)
  expect(page).toMatch(/name="SAMLRequest" value="[A-Za-z0-9+/=]+"/)
})
