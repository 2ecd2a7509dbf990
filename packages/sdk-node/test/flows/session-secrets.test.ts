import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryStore, type Auth } from '../../src/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { readSecrets } from '../../src/sessions/open-secrets.ts'
import { createSecretBox } from '../../src/stores/secret-box.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'
import { watchStore } from '../support/watched-store.ts'
import { serveProvider, type ServedProvider } from './oidc-rig.ts'
import { baseUrl, openGlobex, secrets, signInAtGlobex } from './upstream-rig.ts'

let idp: FakeSamlIdp
let served: ServedProvider

beforeAll(async () => {
  const sp = { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` }
  idp = await createFakeSamlIdp({ sp })
  served = await serveProvider({ algorithm: 'ES256', refreshTokens: 'rotating' })
})
afterAll(() => served.close())

const secretsOf = async (sessionId: string, store: Store): ReturnType<typeof readSecrets> =>
  readSecrets(sessionId, { store, secretBox: async () => createSecretBox(secrets) })

test('of a person who came by OpenID Connect the ID token is kept, and the tokens where they are asked for', async () => {
  const store = memoryStore()
  const plain = await signInAtGlobex(openGlobex(served.provider, store, { session: {} }), served.provider)
  expect(await secretsOf(plain.session.id, store)).toEqual({
    idToken: expect.stringMatching(/^ey.*\..*\..*$/),
    nameId: null,
    sessionIndex: null,
    tokens: null,
    roles: null,
    upstream: plain.session.upstream,
  })
  const keeping = openGlobex(served.provider, store)
  const kept = await signInAtGlobex(keeping, served.provider, { claims: { sid: 'session-1', acr: 'urn:mfa' } })
  expect(await secretsOf(kept.session.id, store)).toMatchObject({
    sessionIndex: 'session-1',
    tokens: { refreshToken: expect.any(String) },
  })
})
test('of a person who came by SAML the NameID is kept as it was issued, and the SessionIndex', async () => {
  const store = memoryStore()
  const session = await signInAtAcme(store)
  expect(await secretsOf(session?.id ?? '', store)).toMatchObject({
    idToken: null,
    nameId: { value: 'ana@acme.test' },
    sessionIndex: '_index-1',
    tokens: null,
    roles: null,
  })
})
test('of a person whom the app checked there is nothing to keep', async () => {
  const store = memoryStore()
  const auth = openGlobex(served.provider, store)
  const { session } = await auth.createSession({
    user: { id: 'ana' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'password',
  })
  expect(await store.sessions.find(session.id)).toMatchObject({ userId: 'ana', sealed: null, version: 1 })
  expect(await secretsOf(session.id, store)).toBeNull()
  expect(await secretsOf('nobody', store)).toBeNull()
})
test('a sign-in writes its session once', async () => {
  const watched = watchStore(memoryStore())
  const auth = openGlobex(served.provider, watched.store)
  await signInAtGlobex(auth, served.provider)
  const calls = watched.takeCalls().filter((call) => call.startsWith('sessions.'))
  expect(calls).toEqual(['sessions.insert'])
})
test('a session says how the person was checked', async () => {
  const auth = openGlobex(served.provider, memoryStore())
  const claims = { acr: 'urn:example:mfa', amr: ['pwd', 'otp'] }
  const { session } = await signInAtGlobex(auth, served.provider, { claims })
  expect(session).toMatchObject({ authenticationContext: 'urn:example:mfa', authenticationMethods: ['pwd', 'otp'] })
})
test('secrets that were moved to another session open nowhere', async () => {
  const store = memoryStore()
  const auth = openGlobex(served.provider, store)
  const [one, other] = [await signInAtGlobex(auth, served.provider), await signInAtGlobex(auth, served.provider)]
  const [theirs, ours] = [await store.sessions.find(one.session.id), await store.sessions.find(other.session.id)]
  if (theirs === null || ours === null) throw new Error('wanted both records')
  await store.sessions.replace({ ...ours, sealed: theirs.sealed, version: 2 })
  await expect(secretsOf(other.session.id, store)).rejects.toMatchObject({ code: 'INTERNAL' })
})

async function signInAtAcme(store: Store): ReturnType<Auth['getSession']> {
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme')],
    connections: [connectionRecord('acme', 'acme', { metadata: idp.metadata })],
  })
  const auth = openGlobex(served.provider, store)
  const client = createClient(auth.handler)
  const start = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const person = { email: 'ana@acme.test', sessionIndex: '_index-1' }
  const reply = await idp.respond(new URL(start.headers.get('location') ?? ''), person)
  await client.post(reply.acsUrl, reply.form)
  return auth.getSession(new Request(baseUrl, { headers: { cookie: client.cookies() } }))
}
