import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthEvent,
  type AuthOptions,
  type LogEntry,
  type Session,
  type Store,
} from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { mapGroup, putFamily, putGroup } from '../support/admission-stage.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const baseUrl = 'http://127.0.0.1:3999'
let idps: FakeIdps

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())

/** An app with both connections, and what is said of them. */
function setUp(over: Pick<AuthOptions, 'onSignIn'> & { readonly provisioning?: object; readonly store?: Store } = {}) {
  const { provisioning = {}, store = memoryStore(), ...options } = over
  const connections = idps.connections.map((connection) => ({ ...connection, provisioning }))
  const log: LogEntry[] = []
  const secrets = ['test-secret-'.repeat(4)]
  const auth = createAuth({ baseUrl, secrets, connections, store, log: (entry) => log.push(entry), ...options })
  return { auth, store, log, browser: () => createClient((request) => auth.handler(request, { ip: '192.0.2.7' })) }
}

const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)

/** At Acme by SAML, at Globex by OpenID Connect: the address says which. */
async function signIn(client: TestClient, email: string, groups: readonly string[] = []): Promise<Response> {
  const away = locationOf(await client.get(`${baseUrl}/auth/login?email=${email}`))
  if (email.endsWith('@globex.test')) return client.get(idps.oidc.authorize(away, { email, groups }))
  const reply = await idps.saml.respond(away, { email, groups })
  return client.post(reply.acsUrl, reply.form)
}
const sessionOf = async (auth: Auth, client: TestClient): Promise<Session | null> =>
  auth.getSession({ headers: { get: () => client.cookies() } })
const eventsOf = async ({ events }: Auth, organizationId: string): Promise<readonly AuthEvent[]> =>
  (await events.list({ organizationId, limit: 1000 })).events

test('nobody comes in who was not there before, where the policy says so, and the log tells who tried', async () => {
  const { auth, store, browser } = setUp({ provisioning: { mode: 'pre-provisioned' } })
  const client = browser()
  const refused = await signIn(client, 'ana@acme.test', ['Admins'])
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('You do not have an account here yet.')
  expect(await sessionOf(auth, client)).toBeNull()
  expect(await store.users.count('acme')).toBe(0)
  expect(await eventsOf(auth, 'acme')).toMatchObject([{ type: 'login.failed', reason: 'USER_NOT_PROVISIONED' }])
  await auth.users.create('acme', { email: 'ana@acme.test', status: 'invited' })
  expect((await signIn(client, 'ana@acme.test')).status).toBe(303)
  expect(await sessionOf(auth, client)).toMatchObject({ user: { email: 'ana@acme.test' } })
})
test('the session has the role that the groups give, and the organization where it counts', async () => {
  const store = memoryStore()
  await putFamily(store)
  const { auth, browser } = setUp({ store })
  await mapGroup(store, await putGroup(store, 'North'), 'clerk', 'acme-north')
  const client = browser()
  await signIn(client, 'ana@acme.test', ['North', 'Others'])
  expect(await sessionOf(auth, client)).toMatchObject({ organization: { id: 'acme-north' }, roles: ['clerk'] })
  await signIn(client, 'ana@acme.test')
  expect(await sessionOf(auth, client)).toMatchObject({ organization: { id: 'acme-north' }, roles: [] })
})
test('nobody comes in without a role where one is required', async () => {
  const store = memoryStore()
  await putFamily(store, { roleRequired: true })
  const { auth, browser } = setUp({ store })
  const client = browser()
  expect((await signIn(client, 'ana@acme.test', ['Others'])).status).toBe(403)
  expect(await sessionOf(auth, client)).toBeNull()
  expect((await eventsOf(auth, 'acme')).at(-1)).toMatchObject({ type: 'login.failed', reason: 'ROLE_MISSING' })
})
test('the app has its say by onSignIn, and its reason is in the log and on no page', async () => {
  const { auth, log, browser } = setUp({
    onSignIn: ({ groups }, { email }) =>
      groups.includes('Banned') ? { refuse: `${email} is banned` } : { change: { role: 'buyer' } },
  })
  const client = browser()
  const refused = await signIn(client, 'ana@acme.test', ['Banned'])
  expect(refused.status).toBe(403)
  expect(await refused.text()).not.toContain('banned')
  expect(log).toContainEqual(
    expect.objectContaining({
      code: 'LOGIN_NOT_ALLOWED',
      detail: expect.stringContaining('ana@acme.test is banned') as unknown,
    }),
  )
  expect(await sessionOf(auth, client)).toBeNull()
  await signIn(client, 'bruno@globex.test')
  expect(await sessionOf(auth, client)).toMatchObject({ user: { email: 'bruno@globex.test' }, roles: ['buyer'] })
})
test.each([
  ['scim', 303],
  ['pre-provisioned', 403],
] as const)('with too many groups to send, somebody where groups come by %s is answered %i', async (mode, status) => {
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme')],
    connections: [
      connectionRecord(
        'acme',
        'acme',
        { metadata: idps.saml.metadata },
        { provisioning: { mode, matchBy: 'email', caseSensitive: false } },
      ),
    ],
  })
  const auth = createAuth({ baseUrl, secrets: ['test-secret-'.repeat(4)], store, log: () => undefined })
  await auth.users.create('acme', { email: 'ana@acme.test' })
  const client = createClient(auth.handler)
  const away = locationOf(await client.get(`${baseUrl}/auth/login?email=ana@acme.test`))
  const reply = await idps.saml.respond(away, { email: 'ana@acme.test', groupOverage: true })
  expect((await client.post(reply.acsUrl, reply.form)).status).toBe(status)
})
test('people of two organizations who sign in at the same moment end up in their own', async () => {
  const { auth, store, browser } = setUp()
  const emails = Array.from({ length: 20 }, (_, index) => `p${index}@${index % 2 === 0 ? 'acme' : 'globex'}.test`)
  const sessions = await Promise.all(
    emails.map(async (email) => {
      const client = browser()
      await signIn(client, email, ['Staff'])
      return sessionOf(auth, client)
    }),
  )
  for (const [index, session] of sessions.entries()) {
    const id = index % 2 === 0 ? 'acme' : 'globex'
    expect(session).toMatchObject({ user: { email: emails[index] }, organization: { id }, connection: id })
    const groups = await store.groups.listOfUsers([session?.user.id ?? ''])
    expect(groups).toMatchObject([{ group: { name: 'Staff', organizationId: id, connectionId: id } }])
  }
  for (const id of ['acme', 'globex']) {
    expect(await store.users.count(id)).toBe(10)
    expect((await eventsOf(auth, id)).every(({ organizationId }) => organizationId === id)).toBe(true)
  }
})
