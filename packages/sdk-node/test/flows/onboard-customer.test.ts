import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuth, memoryStore, type Auth, type LogEntry } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { startDnsServer, type DnsServer } from '../support/dns-server.ts'
import { txt } from '../support/dns-answers.ts'

const baseUrl = 'https://app.example.test'
const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)

let dns: DnsServer
let auth: Auth
let log: LogEntry[]
let connectionId: string
let idp: FakeSamlIdp

beforeAll(async () => {
  dns = await startDnsServer()
  log = []
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    store: memoryStore(),
    dns: { servers: [dns.address], timeoutMs: 1000 },
    log: (entry) => log.push(entry),
  })
})
afterAll(() => dns.close())

/** From the e-mail address to what the app answers, as that person. */
async function signIn(client: TestClient, email: string, groups: readonly string[] = []): Promise<Response> {
  const away = locationOf(await client.get(`${baseUrl}/auth/login?email=${email}&return_to=/inbox`))
  const reply = await idp.respond(away, { email, attributes: { groups } })
  return client.post(reply.acsUrl, reply.form)
}
const sessionOf = async (client: TestClient) => auth.getSession({ headers: { get: () => client.cookies() } })
const lastCode = (): string | undefined => log.findLast((entry) => entry.event === 'request.failed')?.code

/** One customer, step by step: each step stands on those before it. */
describe('onboarding a customer at run time', () => {
  it('begins with an organization, a domain and a draft of which nothing is known', async () => {
    await auth.organizations.create({
      id: 'acme',
      name: 'Acme',
      supportContact: 'it@acme.test',
      branding: { primaryColor: '#123456' },
      locale: 'es',
    })
    const domain = await auth.domains.add('acme', 'ACME.test')
    expect(domain).toMatchObject({ name: 'acme.test', status: 'unverified' })
    const connection = await auth.connections.create('acme', { type: 'saml', preset: 'okta' })
    connectionId = connection.id
    expect(connection).toMatchObject({ status: 'draft', name: 'Acme' })
    expect(connection.missing).not.toEqual([])
  })

  it('tells the administrator our values by the names the identity provider uses', async () => {
    const { serviceProvider, steps } = await auth.connections.guide('acme', connectionId)
    expect(serviceProvider).toContainEqual(
      expect.objectContaining({ name: 'acs-url', value: `${baseUrl}/auth/saml/${connectionId}/acs` }),
    )
    expect(steps.map(({ name }) => name)).toEqual(['service-provider', 'identity-provider', 'test', 'activate'])
    const metadata = await auth.handler(new Request(`${baseUrl}/auth/saml/${connectionId}/metadata`))
    expect(await metadata.text()).toContain(`/auth/saml/${connectionId}/acs`)
  })

  it('refuses to activate or to test what is not complete', async () => {
    await expect(auth.connections.activate('acme', connectionId)).rejects.toMatchObject({ code: 'CONNECTION_INVALID' })
    await expect(auth.connections.startTest('acme', connectionId)).rejects.toMatchObject({ code: 'CONNECTION_INVALID' })
  })

  it('leads nobody anywhere while the domain is not proven and the connection is a draft', async () => {
    idp = await createFakeSamlIdp({
      sp: {
        entityId: `${baseUrl}/auth/saml/${connectionId}/metadata`,
        acsUrl: `${baseUrl}/auth/saml/${connectionId}/acs`,
      },
    })
    await auth.connections.update('acme', connectionId, { metadata: idp.metadata })
    const client = createClient(auth.handler)
    expect((await client.get(`${baseUrl}/auth/login?connection=${connectionId}`)).status).toBe(403)
    expect(lastCode()).toBe('CONNECTION_INACTIVE')
    const answer = await client.get(`${baseUrl}/auth/discover?email=ana@acme.test`)
    expect(await answer.json()).toMatchObject({ kind: 'unknown' })
  })

  it('tests the draft: every check and claim is told, and nobody is signed in', async () => {
    const { url } = await auth.connections.startTest('acme', connectionId)
    const client = createClient(auth.handler)
    const away = locationOf(await client.get(url))
    const reply = await idp.respond(away, { email: 'ana@acme.test', attributes: { groups: ['Buyers'] } })
    const shown = await client.post(reply.acsUrl, reply.form)
    expect(shown.status).toBe(200)
    // The domain is not proven yet, and the test says so.
    const report = await auth.connections.findTest('acme', connectionId)
    expect(report).toMatchObject({ outcome: 'failed', code: 'LOGIN_DOMAIN_MISMATCH' })
    expect(report?.checks.find(({ outcome }) => outcome === 'failed')?.name).toBe('email-domain')
    expect(report?.claims['groups']).toEqual(['Buyers'])
    expect(await shown.text()).toContain('ana@acme.test')
    expect(await sessionOf(client)).toBeNull()
    expect((await auth.users.list('acme')).users).toEqual([])
  })

  it('proves the domain by DNS', async () => {
    const { verificationRecord } = await auth.domains.get('acme', 'acme.test')
    dns.answerWith(txt('something else'))
    expect(await auth.domains.verify('acme', 'acme.test')).toMatchObject({ result: 'other-value' })
    dns.answerWith(txt(verificationRecord.value))
    expect(await auth.domains.verify('acme', 'acme.test')).toMatchObject({ result: 'verified' })
    expect(dns.asked.at(-1)).toMatchObject({ name: verificationRecord.name, type: 'TXT' })
  })

  it('passes the test then, check by check', async () => {
    const { url, testId } = await auth.connections.startTest('acme', connectionId)
    const client = createClient(auth.handler)
    const reply = await idp.respond(locationOf(await client.get(url)), { email: 'ana@acme.test' })
    const shown = await (await client.post(reply.acsUrl, reply.form, { 'accept-language': 'pt-BR' })).text()
    expect(shown).toContain('O acesso de teste funcionou')
    const report = await auth.connections.findTest('acme', connectionId)
    expect(report).toMatchObject({ id: testId, outcome: 'passed', code: null })
    expect(report?.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(await sessionOf(client)).toBeNull()
  })

  it('says who comes in with which role, and signs them in', async () => {
    const group = await auth.groups.create('acme', { name: 'Buyers', connectionId })
    await auth.roles.map('acme', { groupId: group.id, role: 'buyer' })
    await auth.organizations.update('acme', { settings: { roleRequired: true } })
    const active = await auth.connections.activate('acme', connectionId)
    expect(active.status).toBe('active')

    const ana = createClient(auth.handler)
    expect((await signIn(ana, 'ana@acme.test', ['Buyers', 'Everyone'])).headers.get('location')).toBe('/inbox')
    expect(await sessionOf(ana)).toMatchObject({ organization: { id: 'acme', name: 'Acme' }, roles: ['buyer'] })

    const nobody = createClient(auth.handler)
    const refused = await signIn(nobody, 'eva@acme.test', ['Everyone'])
    expect(refused.status).toBe(403)
    const shown = await refused.text()
    for (const own of ['lang="es"', '#123456', 'it@acme.test']) expect(shown).toContain(own)
    expect(lastCode()).toBe('ROLE_MISSING')
    expect(await sessionOf(nobody)).toBeNull()
    const { users } = await auth.users.list('acme')
    expect(users.map(({ email }) => email)).toEqual(['ana@acme.test'])
  })

  it('explains the role, and counts the sign-ins', async () => {
    const { users } = await auth.users.list('acme')
    const userId = users[0]?.id ?? ''
    expect(await auth.roles.explain(userId)).toMatchObject({
      roles: ['buyer'],
      source: 'groups',
      winner: { groupName: 'Buyers', role: 'buyer' },
      unmapped: [{ groupName: 'Everyone' }],
      drifted: false,
    })
    await signIn(createClient(auth.handler), 'ana@acme.test', ['Buyers', 'Everyone'])
    expect(await auth.users.listLogins('acme', userId)).toMatchObject([{ connectionId, count: 2 }])
  })

  it('shows who did what, in a log that proves itself', async () => {
    const { events } = await auth.events.list({ organizationId: 'acme' })
    const types = events.map(({ type }) => type)
    for (const type of [
      'organization.created',
      'domain.verified',
      'connection.tested',
      'connection.activated',
      'role.mapped',
      'user.created',
      'login.succeeded',
      'login.failed',
    ])
      expect(types).toContain(type)
    expect(events.find(({ type }) => type === 'connection.activated')?.data).toMatchObject({ tested: true })
    expect(await auth.events.verify('acme')).toMatchObject({ ok: true })
  })

  it('lets nobody in from the moment the domain is removed, a sign-in under way included', async () => {
    const client = createClient(auth.handler)
    const away = locationOf(await client.get(`${baseUrl}/auth/login?email=ana@acme.test`))
    const reply = await idp.respond(away, { email: 'ana@acme.test', attributes: { groups: ['Buyers'] } })
    await auth.domains.remove('acme', 'acme.test')
    expect((await client.post(reply.acsUrl, reply.form)).status).toBe(403)
    expect(lastCode()).toBe('LOGIN_DOMAIN_MISMATCH')
    expect(await sessionOf(client)).toBeNull()
  })

  it('reports how it is doing', async () => {
    expect(await auth.health()).toMatchObject({
      store: { kind: 'memory', isReachable: true },
      discovery: { domains: 0 },
    })
  })
})
