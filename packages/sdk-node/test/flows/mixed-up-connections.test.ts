import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuth, type Auth, type LogEntry } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'

const baseUrl = 'https://app.example.test'
const ana = { email: 'ana@acme.test' }
const bruno = { email: 'bruno@globex.test' }
let idps: FakeIdps
let auth: Auth
let client: TestClient
const log: LogEntry[] = []

beforeAll(async () => {
  idps = await createFakeIdps()
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: idps.connections,
    log: (entry) => log.push(entry),
  })
  client = createClient(auth.handler)
})
afterAll(() => idps.close())

const begin = async (email: string): Promise<URL> =>
  new URL((await client.get(`${baseUrl}/auth/login?email=${email}&return_to=/inbox`)).headers.get('location') ?? '')
const failure = () => log.findLast((entry) => entry.event === 'request.failed')
const expectNoSession = async (response: Response): Promise<void> => {
  expect(response.status).toBe(403)
  expect(failure()?.code).toBe('LOGIN_CONNECTION_MISMATCH')
  expect(await auth.getSession({ headers: { get: () => client.cookies() } })).toBeNull()
}

test('refuses the reply of one connection at the URL of another', async () => {
  const reply = await idps.saml.respond(await begin(ana.email), ana)
  await expectNoSession(await client.post(`${baseUrl}/auth/saml/globex/acs`, reply.form))
})
test('refuses a login begun with OpenID Connect at an ACS', async () => {
  const state = (await begin(bruno.email)).searchParams.get('state') ?? ''
  const { SAMLResponse } = await idps.saml.respond(await begin(ana.email), ana)
  await expectNoSession(
    await client.post(`${baseUrl}/auth/saml/acme/acs`, new URLSearchParams({ SAMLResponse, RelayState: state })),
  )
})
test('refuses a SAML response in the query of the callback of OpenID Connect', async () => {
  const { SAMLResponse, RelayState } = await idps.saml.respond(await begin(ana.email), ana)
  const query = new URLSearchParams({ SAMLResponse, state: RelayState ?? '' })
  await expectNoSession(await client.get(`${baseUrl}/auth/oidc/acme/callback?${query.toString()}`))
})
test('refuses an unsolicited SAML response at an OpenID connection', async () => {
  const { SAMLResponse } = await idps.saml.respond(await begin(ana.email), ana, { relayState: null })
  const unasked = new URLSearchParams({
    SAMLResponse: Buffer.from(
      Buffer.from(SAMLResponse, 'base64')
        .toString()
        .replaceAll(/ InResponseTo="[^"]*"/g, ''),
    ).toString('base64'),
  })
  await expectNoSession(await client.post(`${baseUrl}/auth/saml/globex/acs`, unasked))
})
test('keeps where the person was going when a login cannot even start', async () => {
  const down = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: [
      {
        id: 'globex',
        type: 'oidc',
        organization: { id: 'globex', name: 'Globex', supportContact: 'help@globex.test' },
        domains: ['globex.test'],
        issuer: 'http://127.0.0.1:9',
        clientId: 'app',
      },
    ],
    log: (entry) => log.push(entry),
  })
  const response = await createClient(down.handler).get(`${baseUrl}/auth/login?email=${bruno.email}&return_to=/inbox`)
  const page = await response.text()
  expect(response.status).toBe(502)
  expect(failure()).toMatchObject({ code: 'OIDC_DISCOVERY_FAILED', connectionId: 'globex' })
  expect(page).toContain('href="/auth/login?connection=globex&amp;return_to=%2Finbox"')
  expect(page).toContain('mailto:help@globex.test')
})
test('answers nothing outside its base path', async () => {
  expect((await client.get(`${baseUrl}/auth/../session`)).status).toBe(404)
  expect((await client.get(`${baseUrl}/login`)).status).toBe(404)
})
