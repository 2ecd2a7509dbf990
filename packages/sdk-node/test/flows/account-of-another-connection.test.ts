import { expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthOptions, type LogEntry } from '../../src/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const createIdp = (id: string): Promise<FakeSamlIdp> =>
  createFakeSamlIdp({
    sp: { entityId: `${baseUrl}/auth/saml/${id}/metadata`, acsUrl: `${baseUrl}/auth/saml/${id}/acs` },
  })
const [staff, partners] = await Promise.all([createIdp('staff'), createIdp('partners')])
const attributes = { username: ['uid'] }
const provisioning = { mode: 'jit', matchBy: 'username', caseSensitive: false } as const

/** Acme's own people come by one connection, those of a partner by another. */
interface App {
  readonly auth: Auth
  readonly store: Store
  readonly log: readonly LogEntry[]
}

function start(store: Store, options: Partial<AuthOptions> = {}): App {
  const log: LogEntry[] = []
  const secrets = ['test-secret-'.repeat(4)]
  return { auth: createAuth({ baseUrl, secrets, store, log: (entry) => log.push(entry), ...options }), store, log }
}
async function startStored(staffOnly: boolean): Promise<App> {
  const store = memoryStore()
  const serves = (id: string) => ({ connectionIds: staffOnly ? [id] : null })
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [
      domainRecord('acme.test', 'acme', serves('staff')),
      domainRecord('globex.test', 'acme', serves('partners')),
    ],
    connections: [
      connectionRecord('staff', 'acme', { metadata: staff.metadata, attributes }, { provisioning }),
      connectionRecord('partners', 'acme', { metadata: partners.metadata, attributes }, { provisioning }),
    ],
  })
  return start(store)
}
function startStatic(): App {
  const one = { type: 'saml', organization: { id: 'acme', name: 'Acme' }, attributes, provisioning } as const
  return start(memoryStore(), {
    connections: [
      { ...one, id: 'staff', domains: ['acme.test'], metadata: staff.metadata },
      { ...one, id: 'partners', domains: ['globex.test'], metadata: partners.metadata },
    ],
  })
}

/** Who is signed in then; the code of the refusal when nobody is. */
async function signIn({ auth, log }: App, id: string, idp: FakeSamlIdp, email: string): Promise<string | undefined> {
  const client = createClient(auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=${id}`)
  const reply = await idp.respond(new URL(away.headers.get('location') ?? ''), {
    email,
    nameId: email,
    attributes: { uid: ['ana'] },
  })
  await client.post(reply.acsUrl, reply.form)
  const session = await auth.getSession({ headers: { get: () => client.cookies() } })
  return session?.user.id ?? log.findLast((entry) => entry.event === 'request.failed')?.code
}

test.each([
  ['of the store', async () => startStored(true)],
  ['of the options', async () => startStatic()],
])('a connection %s does not lead to who has an address that only another one serves', async (_where, begin) => {
  const app = await begin()
  const ana = await signIn(app, 'staff', staff, 'ana@acme.test')
  expect(await signIn(app, 'partners', partners, 'bruno@globex.test')).toBe('USER_CONFLICT')
  expect(await app.auth.users.get('acme', ana ?? '')).toMatchObject({ email: 'ana@acme.test', version: 1 })
})

test('not while that one is switched off either', async () => {
  const app = await startStored(true)
  await signIn(app, 'staff', staff, 'ana@acme.test')
  await app.auth.connections.deactivate('acme', 'staff')
  expect(await signIn(app, 'partners', partners, 'bruno@globex.test')).toBe('USER_CONFLICT')
})

test('a connection leads to who has an address that it serves too', async () => {
  const app = await startStored(false)
  const ana = await signIn(app, 'staff', staff, 'ana@acme.test')
  expect(await signIn(app, 'partners', partners, 'ana@globex.test')).toBe(ana)
})
