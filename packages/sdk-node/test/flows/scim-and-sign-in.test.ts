import { expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type Session } from '../../src/index.ts'
import type { ProvisioningPolicy } from '../../src/model/provisioning.ts'
import type { Store } from '../../src/ports/store.ts'
import { createManageScim } from '../../src/scim/manage-tokens.ts'
import { hashToken } from '../../src/stores/hash-token.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import {
  changeConnection,
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const idp = await createFakeSamlIdp({
  sp: { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` },
})
const scim: ProvisioningPolicy = { mode: 'scim', matchBy: 'email', caseSensitive: false }
const jit: ProvisioningPolicy = { ...scim, mode: 'jit' }

interface Reply {
  readonly status: number
  readonly body: { readonly id: string; readonly totalResults: number; readonly detail: string } & Record<
    string,
    unknown
  >
}

/** Acme, whose identity provider signs people in by SAML and sends them by SCIM. */
interface App {
  readonly auth: Auth
  readonly store: Store
  /** The session of who came in; null: nobody did. */
  readonly signIn: (email: string, groups?: readonly string[]) => Promise<Session | null>
  readonly send: (method: string, path: string, body?: object) => Promise<Reply>
  readonly setPolicy: (provisioning: ProvisioningPolicy) => Promise<void>
}

async function start(provisioning: ProvisioningPolicy = scim): Promise<App> {
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme', { connectionIds: ['acme'] })],
    connections: [
      connectionRecord('acme', 'acme', { metadata: idp.metadata }, { provisioning: scim }),
      connectionRecord('partners', 'acme', { metadata: idp.metadata }, { provisioning: scim }),
    ],
  })
  const auth = createAuth({ baseUrl, secrets: ['test-secret-'.repeat(4)], store, log: () => undefined })
  const now = (): Date => new Date()
  const manage = createManageScim({ store, now, baseUrl: `${baseUrl}/auth/scim/v2`, hashToken })
  const { token } = await manage.createToken('acme', 'acme')
  await changeConnection(store, 'acme', { provisioning })
  return {
    auth,
    store,
    signIn: async (email, groups = []) => {
      const client = createClient((request) => auth.handler(request, { ip: '192.0.2.7' }))
      const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
      const reply = await idp.respond(new URL(away.headers.get('location') ?? '', baseUrl), { email, groups })
      await client.post(reply.acsUrl, reply.form)
      return auth.getSession({ headers: { get: () => client.cookies() } })
    },
    send: async (method, path, body) => sendScim(auth, token, method, path, body),
    setPolicy: async (policy) => changeConnection(store, 'acme', { provisioning: policy }),
  }
}

async function sendScim(auth: Auth, token: string, method: string, path: string, body?: object): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await auth.handler(new Request(`${baseUrl}/auth/scim/v2${path}`, init), { ip: '192.0.2.9' })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const user = (over: object = {}): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'ana@acme.test',
  externalId: '00u1',
  name: { givenName: 'Ana', familyName: 'Souza (SCIM)' },
  emails: [{ type: 'work', primary: true, value: 'ana@acme.test' }],
  active: true,
  ...over,
})
const patch = (...operations: readonly object[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
})

test('who is sent first signs in as the same person, and the sign-in changes nothing that SCIM keeps', async () => {
  const { store, signIn, send } = await start()
  expect(await signIn('ana@acme.test')).toBeNull()
  const made = await send('POST', '/Users', user())
  expect(made.status).toBe(201)
  const before = await store.users.findAnywhere(made.body.id)
  const session = await signIn('ana@acme.test', ['Admins'])
  expect(session).toMatchObject({ user: { id: made.body.id, email: 'ana@acme.test' } })
  expect(await store.users.findAnywhere(made.body.id)).toEqual(before)
  expect(await store.users.count('acme')).toBe(1)
  expect(await store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
  expect((await send('GET', '/Users')).body).toMatchObject({ totalResults: 1 })
})
test('who signed in first is the person who is sent then, and signs in as before', async () => {
  const { store, signIn, send, setPolicy } = await start(jit)
  const first = await signIn('ana@acme.test', ['Admins'])
  const id = first?.user.id ?? ''
  await setPolicy(scim)
  expect((await send('GET', '/Users?filter=userName eq "ana@acme.test"')).body).toMatchObject({ totalResults: 0 })
  const made = await send('POST', '/Users', user())
  expect(made).toMatchObject({ status: 201, body: { id } })
  expect(await send('POST', '/Users', user())).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
  expect(await signIn('ana@acme.test')).toMatchObject({ user: { id } })
  expect(await store.users.count('acme')).toBe(1)
  expect(await store.users.findAnywhere(id)).toMatchObject({ source: 'scim', lastName: 'Souza (SCIM)' })
})
test('an account whose address another connection serves is not given to the client of this one', async () => {
  const { auth, store, send } = await start()
  await store.domains.insert(domainRecord('partner.test', 'acme', { connectionIds: ['partners'] }))
  const owner = await auth.users.create('acme', { email: 'bruno@partner.test', username: 'bruno' })
  const stolen = user({ userName: 'bruno', emails: [{ value: 'bruno@acme.test', type: 'work' }] })
  expect(await send('POST', '/Users', stolen)).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
  expect(await store.users.findAnywhere(owner.id)).toEqual(owner)
})
test('a new address keeps the account, switching off and on shuts and opens it', async () => {
  const { signIn, send } = await start()
  const { id } = (await send('POST', '/Users', user())).body
  expect(await signIn('ana@acme.test')).toMatchObject({ user: { id } })
  const emails = [{ type: 'work', primary: true, value: 'ana.souza@acme.test' }]
  await send('PUT', `/Users/${id}`, user({ userName: 'ana.souza@acme.test', emails }))
  expect(await signIn('ana.souza@acme.test')).toMatchObject({ user: { id } })
  await send('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }))
  expect(await signIn('ana.souza@acme.test')).toBeNull()
  await send('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: true } }))
  expect(await signIn('ana.souza@acme.test')).toMatchObject({ user: { id } })
})
test('who is deleted does not come in, and sent again they have their id', async () => {
  const { signIn, send } = await start()
  const { id } = (await send('POST', '/Users', user())).body
  await signIn('ana@acme.test')
  expect((await send('DELETE', `/Users/${id}`)).status).toBe(204)
  expect(await signIn('ana@acme.test')).toBeNull()
  expect((await send('POST', '/Users', user())).body.id).toBe(id)
  expect(await signIn('ana@acme.test')).toMatchObject({ user: { id } })
})
test('the groups that are sent give the role, and take it', async () => {
  const { auth, signIn, send } = await start()
  const { id } = (await send('POST', '/Users', user())).body
  const group = (
    await send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Buyers',
      members: [],
    })
  ).body
  await auth.roles.map('acme', { groupId: group.id, role: 'buyer' })
  await send('PATCH', `/Groups/${group.id}`, patch({ op: 'add', path: 'members', value: [{ value: id }] }))
  expect(await auth.users.get('acme', id)).toMatchObject({ roles: ['buyer'] })
  expect(await signIn('ana@acme.test')).toMatchObject({ roles: ['buyer'] })
  expect((await send('DELETE', `/Groups/${group.id}`)).status).toBe(204)
  expect(await auth.users.get('acme', id)).toMatchObject({ roles: [] })
  expect(await signIn('ana@acme.test')).toMatchObject({ roles: [] })
})
test('people, groups and memberships that are sent are only read here, until the connection is gone', async () => {
  const { auth, send } = await start()
  const { id } = (await send('POST', '/Users', user())).body
  await expect(auth.users.update('acme', id, { name: 'Ana' })).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  await expect(auth.users.remove('acme', id)).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  await auth.connections.remove('acme', 'acme')
  expect((await send('GET', `/Users/${id}`)).status).toBe(401)
  expect(await auth.users.update('acme', id, { name: 'Ana' })).toMatchObject({
    source: 'manual',
    scimConnectionId: null,
    scimAttributes: null,
    email: 'ana@acme.test',
  })
  await auth.users.remove('acme', id)
})
