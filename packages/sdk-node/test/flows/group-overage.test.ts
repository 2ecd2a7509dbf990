import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type ConnectionOptions, type LogEntry } from '../../src/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeOidcProvider, type FakeOidcProvider } from '../../src/testing/fake-oidc-provider.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { mswHandlers } from '../../src/testing/msw-handlers.ts'

const baseUrl = 'https://app.example.test'
const tenantId = '11111111-2222-3333-4444-555555555555'
const oid = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
const claims = 'http://schemas.microsoft.com/identity/claims'
const groupOverage = { tenantId, clientId: 'graph', clientSecret: 'graph-secret' }
const ana = {
  email: 'ana@acme.test',
  groupOverage: true,
  attributes: { [`${claims}/objectidentifier`]: [oid], [`${claims}/tenantid`]: [tenantId] },
}
const bruno = { email: 'bruno@globex.test', groupOverage: true, claims: { oid, tid: tenantId } }

let idp: FakeSamlIdp
let provider: FakeOidcProvider
const microsoft = {
  token: () => HttpResponse.json({ access_token: 'graph-token', expires_in: 3599 }) as Response,
  groups: () => HttpResponse.json({ value: ['g-1', 'g-2'] }) as Response,
}
let asked: string[] = []
const server = setupServer()

beforeAll(async () => {
  const acs = `${baseUrl}/auth/saml/acme/acs`
  idp = await createFakeSamlIdp({ sp: { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: acs } })
  provider = await createFakeOidcProvider({ issuer: 'https://idp.globex.test' })
  server.use(
    ...mswHandlers(provider, http),
    http.post(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, ({ request }) => {
      asked.push(request.url)
      return microsoft.token()
    }),
    http.post(`https://graph.microsoft.com/v1.0/users/${oid}/getMemberGroups`, ({ request }) => {
      asked.push(request.url)
      return microsoft.groups()
    }),
  )
  server.listen({ onUnhandledRequest: 'error' })
})
beforeEach(() => {
  asked = []
  microsoft.groups = () => HttpResponse.json({ value: ['g-1', 'g-2'] })
})
afterAll(() => server.close())

interface Place {
  readonly auth: Auth
  readonly client: TestClient
  readonly store: Store
  readonly log: readonly LogEntry[]
}

function setUp(changes: Partial<ConnectionOptions> = {}): Place {
  const log: LogEntry[] = []
  const store = memoryStore()
  const common = { preset: 'entra', ...changes } as const
  const connections = [
    {
      ...common,
      id: 'acme',
      type: 'saml',
      organization: { id: 'acme', name: 'Acme' },
      domains: ['acme.test'],
      metadata: idp.metadata,
    },
    {
      ...common,
      id: 'globex',
      type: 'oidc',
      organization: { id: 'globex', name: 'Globex' },
      domains: ['globex.test'],
      issuer: provider.issuer,
      clientId: 'launchpad',
      clientSecret: 'fake-client-secret',
    },
  ] as ConnectionOptions[]
  const secrets = ['test-secret-'.repeat(4)]
  const auth = createAuth({ baseUrl, secrets, connections, store, log: (entry) => log.push(entry) })
  return { auth, client: createClient(auth.handler), store, log }
}

async function signInAna({ client }: Place): Promise<number> {
  const begun = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const reply = await idp.respond(begun.headers.get('location') ?? '', ana)
  return (await client.post(reply.acsUrl, reply.form)).status
}

async function signInBruno({ client }: Place): Promise<number> {
  const begun = await client.get(`${baseUrl}/auth/login?email=bruno@globex.test`)
  const callback = provider.authorize(new URL(begun.headers.get('location') ?? ''), bruno)
  return (await client.get(callback.href)).status
}

async function groupsOf({ store }: Place, organizationId: string, email: string): Promise<readonly string[] | null> {
  const user = await store.users.findByEmail(organizationId, email)
  return user && (await store.groups.listOfUsers([user.id])).map(({ group }) => group.name).toSorted()
}

const codeOf = ({ log }: Place): string | undefined => log.findLast((entry) => entry.event === 'request.failed')?.code

test('signs nobody in with a part of their groups, and asks nobody about them', async () => {
  const place = setUp()
  expect([await signInAna(place), codeOf(place)]).toEqual([403, 'LOGIN_GROUPS_INCOMPLETE'])
  expect([await signInBruno(place), codeOf(place)]).toEqual([403, 'LOGIN_GROUPS_INCOMPLETE'])
  expect(await groupsOf(place, 'acme', 'ana@acme.test')).toBeNull()
  expect(await groupsOf(place, 'globex', 'bruno@globex.test')).toBeNull()
  expect(asked).toEqual([])
})
test('signs people in with all of their groups where the connection may ask Microsoft Graph', async () => {
  const place = setUp({ groupOverage })
  expect(await signInAna(place)).toBe(303)
  expect(await groupsOf(place, 'acme', 'ana@acme.test')).toEqual(['g-1', 'g-2'])
  expect(await signInBruno(place)).toBe(303)
  expect(await groupsOf(place, 'globex', 'bruno@globex.test')).toEqual(['g-1', 'g-2'])
  expect(asked).toHaveLength(4)
})
test('keeps the groups somebody had when Microsoft Graph does not answer, and does not let them in', async () => {
  const place = setUp({ groupOverage })
  await signInAna(place)
  microsoft.groups = () => new HttpResponse(null, { status: 503 })
  expect([await signInAna(place), codeOf(place)]).toEqual([403, 'LOGIN_GROUPS_INCOMPLETE'])
  expect(await groupsOf(place, 'acme', 'ana@acme.test')).toEqual(['g-1', 'g-2'])
  expect(JSON.stringify(place.log)).not.toMatch(/graph-token|graph-secret/)
})
