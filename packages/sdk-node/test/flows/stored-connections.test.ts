import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthOptions, type LogEntry } from '../../src/index.ts'
import type { ConnectionRecord } from '../../src/model/connection-record.ts'
import type { Json } from '../../src/model/json.ts'
import type { Store } from '../../src/ports/store.ts'
import { createSecretBox } from '../../src/stores/secret-box.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import {
  changeConnection,
  changeDomain,
  changeOrganization,
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../support/stored-records.ts'
import { bruno, serveCanary, serveProvider, type ServedProvider } from './oidc-rig.ts'

const baseUrl = 'https://app.example.test'
const secrets = ['test-secret-'.repeat(4)]
const ana = { email: 'ana@acme.test', name: 'Ana Souza' }
let idp: FakeSamlIdp
let served: ServedProvider

beforeAll(async () => {
  const sp = { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` }
  idp = await createFakeSamlIdp({ sp })
  served = await serveProvider({})
})
afterAll(() => served.close())

interface App {
  readonly auth: Auth
  readonly store: Store
  readonly client: TestClient
  readonly log: readonly LogEntry[]
}

/** An app without a connection in its options: acme's and globex's are in the store. */
async function setUp(
  settings: Readonly<Record<string, Json>> = {},
  options: Partial<AuthOptions> = {},
  over: Partial<ConnectionRecord> = {},
): Promise<App> {
  const log: LogEntry[] = []
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [
      organizationRecord('acme', { name: 'Acme', supportContact: 'it@acme.test' }),
      organizationRecord('globex', { name: 'Globex' }),
    ],
    domains: [domainRecord('acme.test', 'acme'), domainRecord('globex.test', 'globex')],
    connections: [
      connectionRecord('acme', 'acme', { metadata: idp.metadata, ...settings }, over),
      globexRecord(served.provider.issuer, { insecureAllowPrivateNetwork: true }),
    ],
  })
  const auth = createAuth({ baseUrl, secrets, store, log: (entry) => log.push(entry), ...options })
  return { auth, store, client: createClient(auth.handler), log }
}

function globexRecord(issuer: string, settings: Readonly<Record<string, Json>>): ConnectionRecord {
  const place = { table: 'launchpad_connections', row: 'globex', column: 'sealed_secrets' }
  const sealedSecrets = createSecretBox(secrets).seal(JSON.stringify({ clientSecret: 'fake-client-secret' }), place)
  return connectionRecord(
    'globex',
    'globex',
    { issuer, clientId: 'launchpad', ...settings },
    { type: 'oidc', sealedSecrets },
  )
}

const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)
const leave = async ({ client }: App, query = 'email=ana@acme.test'): Promise<URL> =>
  locationOf(await client.get(`${baseUrl}/auth/login?${query}`))
const codeOf = ({ log }: App): string | undefined => log.findLast((entry) => entry.event === 'request.failed')?.code
const sessionOf = async ({ auth, client }: App) => auth.getSession({ headers: { get: () => client.cookies() } })
async function discover({ client }: App, email: string): Promise<{ kind: string; loginUrl: string }> {
  const answer = await client.get(`${baseUrl}/auth/discover?email=${email}`)
  return (await answer.json()) as { kind: string; loginUrl: string }
}

test('signs in by a SAML connection of the store', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app, 'email=Ana@ACME.test&return_to=/inbox'), ana)
  expect(locationOf(await app.client.post(reply.acsUrl, reply.form)).pathname).toBe('/inbox')
  expect(await sessionOf(app)).toMatchObject({
    user: { email: 'ana@acme.test' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
  })
})
test('signs in by an OpenID Connect connection of the store, whose client secret is sealed', async () => {
  const app = await setUp()
  const callback = served.provider.authorize(await leave(app, 'email=bruno@globex.test'), bruno)
  expect((await app.client.get(callback)).status).toBe(303)
  expect(await sessionOf(app)).toMatchObject({ organization: { id: 'globex' }, connection: 'globex' })
})
test.each(['organization=acme', 'connection=acme'])('begins a sign-in with %s', async (query) => {
  expect((await leave(await setUp(), query)).href).toContain(idp.ssoUrl)
})
test('is opened by a Launchpad', async () => {
  const { client } = await setUp()
  expect(locationOf(await client.get(`${baseUrl}/auth/launch/acme?target_link_uri=/inbox`)).href).toContain(idp.ssoUrl)
})

test('refuses a login that was under way when its domain was removed', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), ana)
  await app.store.domains.remove('acme', 'acme.test')
  expect((await app.client.post(reply.acsUrl, reply.form)).status).toBe(403)
  expect(codeOf(app)).toBe('LOGIN_DOMAIN_MISMATCH')
  expect(await sessionOf(app)).toBeNull()
})
test('refuses a login that was under way when its domain was given to another connection', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), ana)
  await changeDomain(app.store, 'acme', 'acme.test', { connectionIds: ['acme-next'] })
  await app.client.post(reply.acsUrl, reply.form)
  expect(codeOf(app)).toBe('LOGIN_DOMAIN_MISMATCH')
})
test('refuses an address in a domain that is not verified, or of another organization', async () => {
  const app = await setUp()
  await insertRecords(app.store, {
    domains: [domainRecord('claimed.test', 'acme', { status: 'unverified', verifiedAt: null })],
  })
  for (const email of ['ana@claimed.test', 'bruno@globex.test']) {
    const reply = await idp.respond(await leave(app), { email })
    expect((await app.client.post(reply.acsUrl, reply.form)).status).toBe(403)
    expect(codeOf(app)).toBe('LOGIN_DOMAIN_MISMATCH')
  }
})
test('takes an unsolicited reply where the connection says so, and no longer when its domain was removed', async () => {
  const app = await setUp({ unsolicited: 'accept' })
  const first = await idp.launch(ana)
  expect((await app.client.post(first.acsUrl, first.form)).status).toBe(303)
  await app.store.domains.remove('acme', 'acme.test')
  const second = await idp.launch(ana)
  expect((await app.client.post(second.acsUrl, second.form)).status).toBe(403)
  expect(codeOf(app)).toBe('LOGIN_DOMAIN_MISMATCH')
})

test('refuses a login that was under way when its connection was switched off', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), ana)
  await changeConnection(app.store, 'acme', { status: 'inactive' })
  const answer = await app.client.post(reply.acsUrl, reply.form)
  expect(answer.status).toBe(403)
  expect(codeOf(app)).toBe('CONNECTION_INACTIVE')
  expect(await sessionOf(app)).toBeNull()
  expect(await answer.text()).toContain('it@acme.test')
})
test('refuses an unsolicited reply to a connection that was switched off a moment ago', async () => {
  const app = await setUp({ unsolicited: 'accept' })
  await leave(app)
  await changeConnection(app.store, 'acme', { status: 'inactive' })
  const reply = await idp.launch(ana)
  expect((await app.client.post(reply.acsUrl, reply.form)).status).toBe(403)
  expect(codeOf(app)).toBe('CONNECTION_INACTIVE')
})
test('refuses a login that was under way when its connection was removed', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), ana)
  await app.store.connections.remove('acme', 'acme')
  expect((await app.client.post(reply.acsUrl, reply.form)).status).toBe(404)
  expect(codeOf(app)).toBe('CONNECTION_NOT_FOUND')
})
test('checks a reply against the settings of now, not of when the person left', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), ana)
  const stranger = await createFakeSamlIdp()
  await changeConnection(app.store, 'acme', { settings: { metadata: stranger.metadata } })
  await app.client.post(reply.acsUrl, reply.form)
  expect(codeOf(app)).toBe('SAML_RESPONSE_INVALID')
})

test.each(['draft', 'inactive'] as const)('starts no sign-in by a connection that is %s', async (status) => {
  const app = await setUp({}, {}, { status })
  for (const path of ['login?connection=acme', 'launch/acme']) {
    expect((await app.client.get(`${baseUrl}/auth/${path}`)).status).toBe(403)
    expect(codeOf(app)).toBe('CONNECTION_INACTIVE')
  }
  for (const query of ['email=ana@acme.test', 'organization=acme']) {
    expect((await app.client.get(`${baseUrl}/auth/login?${query}`)).status).toBe(404)
    expect(codeOf(app)).toBe('CONNECTION_NOT_FOUND')
  }
})
test('publishes our side of a draft of which nothing else is known, and lets nobody in by it', async () => {
  const app = await setUp()
  await insertRecords(app.store, { connections: [connectionRecord('new', 'acme', {}, { status: 'draft' })] })
  const answer = await app.client.get(`${baseUrl}/auth/saml/new/metadata`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain(`Location="${baseUrl}/auth/saml/new/acs"`)
  expect((await app.client.get(`${baseUrl}/auth/login?connection=new`)).status).toBe(403)
  expect(codeOf(app)).toBe('CONNECTION_INACTIVE')
  for (const id of ['globex', 'nobody'])
    expect((await app.client.get(`${baseUrl}/auth/saml/${id}/metadata`)).status).toBe(404)
})
test('starts nothing by an active connection that cannot be read, and says what it lacks in the log', async () => {
  const app = await setUp()
  await insertRecords(app.store, { connections: [connectionRecord('broken', 'acme', {})] })
  expect((await app.client.get(`${baseUrl}/auth/login?connection=broken`)).status).toBe(400)
  expect(codeOf(app)).toBe('CONNECTION_INVALID')
})
test('writes a refused reply down for the organization of a stored connection', async () => {
  const app = await setUp()
  const reply = await idp.respond(await leave(app), { email: 'eva@unknown.test' })
  await app.client.post(reply.acsUrl, reply.form)
  const { events } = await app.auth.events.list({ organizationId: 'acme' })
  expect(events.at(-1)).toMatchObject({ type: 'login.failed', reason: 'LOGIN_DOMAIN_MISMATCH', target: { id: 'acme' } })
})
test('does not call an issuer inside our network that an administrator has typed', async () => {
  const canary = await serveCanary()
  const app = await setUp()
  await app.store.connections.remove('globex', 'globex')
  await insertRecords(app.store, { connections: [globexRecord(canary.origin, {})] })
  expect((await app.client.get(`${baseUrl}/auth/login?connection=globex`)).status).toBe(502)
  expect(codeOf(app)).toBe('OIDC_DISCOVERY_FAILED')
  expect(canary.hits()).toBe(0)
  canary.close()
})

test('sends people to the password page only where their organization allows passwords', async () => {
  const app = await setUp({}, { passwordPage: '/password' }, { status: 'inactive' })
  expect(await discover(app, 'ana@acme.test')).toMatchObject({
    kind: 'password',
    loginUrl: '/password?email=ana%40acme.test',
  })
  expect((await leave(app)).pathname).toBe('/password')
  const other = await setUp({}, { passwordPage: '/password' }, { status: 'inactive' })
  await changeOrganization(other.store, 'acme', {
    settings: { passwordSignIn: false, roleRequired: false, rolePriority: [] },
  })
  expect(await discover(other, 'ana@acme.test')).toMatchObject({
    kind: 'unknown',
    loginUrl: '/auth/login?email=ana%40acme.test',
  })
  expect((await other.client.get(`${baseUrl}/auth/login?email=ana@acme.test`)).status).toBe(404)
  expect(codeOf(other)).toBe('CONNECTION_NOT_FOUND')
  expect(await discover(other, 'eva@unknown.test')).toMatchObject({ kind: 'password' })
})
