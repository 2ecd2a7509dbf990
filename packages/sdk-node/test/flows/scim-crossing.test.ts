import { expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type Session } from '../../src/index.ts'
import type { MatchKey, ProvisioningPolicy } from '../../src/model/provisioning.ts'
import type { Store } from '../../src/ports/store.ts'
import { createManageScim } from '../../src/scim/manage-tokens.ts'
import { hashToken } from '../../src/stores/hash-token.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const idpOf = async (id: string): Promise<FakeSamlIdp> =>
  createFakeSamlIdp({
    sp: { entityId: `${baseUrl}/auth/saml/${id}/metadata`, acsUrl: `${baseUrl}/auth/saml/${id}/acs` },
  })
const idps = { acme: await idpOf('acme'), partners: await idpOf('partners') }

/** Acme signs its own people in with one identity provider; its partners' identity provider sends them by SCIM. */
interface App {
  readonly auth: Auth
  readonly store: Store
  readonly signIn: (by: 'acme' | 'partners', email: string, username?: string) => Promise<Session | null>
  /** As the client of the partners. */
  readonly send: (method: string, path: string, body?: object) => Promise<{ status: number; body: any }> // oxlint-disable-line no-explicit-any
}

async function start(matchBy: MatchKey = 'email'): Promise<App> {
  const store = memoryStore()
  const policy = (mode: ProvisioningPolicy['mode']) => ({ provisioning: { mode, matchBy, caseSensitive: false } })
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [
      domainRecord('acme.test', 'acme', { connectionIds: ['acme'] }),
      domainRecord('partner.test', 'acme', { connectionIds: ['partners'] }),
    ],
    connections: [
      connectionRecord('acme', 'acme', { metadata: idps.acme.metadata }, policy('jit')),
      connectionRecord('partners', 'acme', { metadata: idps.partners.metadata }, policy('scim')),
    ],
  })
  const auth = createAuth({ baseUrl, secrets: ['test-secret-'.repeat(4)], store, log: () => undefined })
  const manage = createManageScim({ store, now: () => new Date(), baseUrl: `${baseUrl}/auth/scim/v2`, hashToken })
  const { token } = await manage.createToken('acme', 'partners')
  return {
    auth,
    store,
    signIn: async (by, email, username) => {
      const client = createClient((request) => auth.handler(request, { ip: '192.0.2.7' }))
      const away = await client.get(`${baseUrl}/auth/login?connection=${by}`)
      const named = username === undefined ? {} : { nameId: username }
      const reply = await idps[by].respond(new URL(away.headers.get('location') ?? '', baseUrl), { email, ...named })
      await client.post(reply.acsUrl, reply.form)
      return auth.getSession({ headers: { get: () => client.cookies() } })
    },
    send: async (method, path, body) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const response = await auth.handler(new Request(`${baseUrl}/auth/scim/v2${path}`, init), { ip: '192.0.2.9' })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    },
  }
}

const user = (userName: string, address?: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  ...(address !== undefined && { emails: [{ type: 'work', primary: true, value: address }] }),
})
const patch = (operation: object): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [operation],
})

test('a client gives nobody an address that another connection serves, so that its owner would come in as them', async () => {
  const { store, signIn, send } = await start()
  const made = await send('POST', '/Users', user('bruno', 'bruno@partner.test'))
  expect(await signIn('partners', 'bruno@partner.test')).toMatchObject({ user: { id: made.body.id } })
  const emails = [{ type: 'work', primary: true, value: 'ana@acme.test' }]
  for (const [method, path, body] of [
    ['PATCH', `/Users/${made.body.id}`, patch({ op: 'replace', path: 'emails', value: emails })],
    ['PUT', `/Users/${made.body.id}`, user('bruno', 'ana@acme.test')],
    ['POST', '/Users', user('eva', 'Ana@ACME.test')],
  ] as const)
    expect(await send(method, path, body)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  const ana = await signIn('acme', 'ana@acme.test')
  expect(ana?.user.id).not.toBe(made.body.id)
  expect(await store.users.findAnywhere(ana?.user.id ?? '')).toMatchObject({ source: 'jit', scimConnectionId: null })
})

test.each(['nameid', 'subject'] as const)(
  'a client gives nobody the %s of somebody of another connection, so that they would come in as them',
  async (matchBy) => {
    const { store, signIn, send } = await start(matchBy)
    const made = await send('POST', '/Users', {
      ...user('ana@acme.test', 'eva@free.test'),
      externalId: 'ana@acme.test',
    })
    expect(made.status).toBe(201)
    await signIn('acme', 'ana@acme.test')
    expect(await store.users.listLinks('acme', made.body.id)).toEqual([])
  },
)
test('who signs in by another connection is given to a client only with an address that its connection may vouch for', async () => {
  const { auth, store, send } = await start()
  const free = await auth.users.create('acme', { username: 'ana', email: 'ana@free.test' })
  const nameless = await auth.users.create('acme', { username: 'eva' })
  const own = await auth.users.create('acme', { username: 'bruno', email: 'bruno@partner.test' })
  for (const [index, one] of [free, nameless, own].entries())
    await store.users.link(one, { connectionId: 'acme', subject: `s${index}` })
  for (const draft of [user('ana'), user('x', 'ana@free.test'), user('eva')])
    expect(await send('POST', '/Users', draft)).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
  for (const one of [free, nameless]) expect(await store.users.findAnywhere(one.id)).toEqual(one)
  expect((await send('POST', '/Users', user('bruno', 'bruno@partner.test'))).body.id).toBe(own.id)
})
test('who signs in by the connection of a client, too, is given to it', async () => {
  const { auth, store, send } = await start()
  const both = await auth.users.create('acme', { username: 'ana', email: 'ana@free.test' })
  await store.users.link(both, { connectionId: 'acme', subject: 's1' })
  await store.users.link(both, { connectionId: 'partners', subject: 's1' })
  expect((await send('POST', '/Users', user('ana'))).body.id).toBe(both.id)
})
