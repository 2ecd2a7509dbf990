import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAuth, memoryStore, type Auth, type AuthEvent, type Store } from '../../src/index.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { toPayload } from '../../src/webhooks/to-payload.ts'
import { txt } from '../support/dns-answers.ts'
import { startDnsServer, type DnsServer } from '../support/dns-server.ts'
import { findEventFaults } from '../support/event-faults.ts'

const baseUrl = 'http://127.0.0.1:3999'
let dns: DnsServer
let idps: FakeIdps
let store: Store
let auth: Auth

beforeAll(async () => {
  ;[dns, idps] = await Promise.all([startDnsServer(), createFakeIdps()])
  store = memoryStore()
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    connections: idps.connections,
    store,
    dns: { servers: [dns.address], timeoutMs: 1000 },
    log: () => undefined,
  })
})
afterAll(async () => {
  await Promise.all([dns.close(), idps.close()])
})

async function changeOrganization(): Promise<void> {
  const { organizations, domains, connections } = auth
  await organizations.create({ id: 'example', name: 'Example', branding: { primaryColor: '#123456' } })
  await organizations.update('example', {
    name: 'Example Ltd',
    settings: { roleRequired: false, rolePriority: ['admin'], authentication: { maximumAgeSeconds: 3600 } },
  })
  await organizations.create({ id: 'example-north', name: 'North', parentId: 'example' })
  await domains.add('example', 'example.test')
  dns.answerWith(txt('something else'))
  await domains.verify('example', 'example.test')
  const { verificationRecord } = await domains.get('example', 'example.test')
  dns.answerWith(txt(verificationRecord.value))
  await domains.verify('example', 'example.test')
  await domains.update('example', 'example.test', { includeSubdomains: true })
  await domains.remove('example', 'example.test')
  const { id } = await connections.create('example', {
    type: 'oidc',
    preset: 'okta',
    issuer: idps.oidc.issuer,
    clientId: 'client',
    clientSecret: 'secret',
    insecureAllowPrivateNetwork: true,
  })
  await connections.update('example', id, { name: 'Okta', clientSecret: 'another' })
  await connections.activate('example', id)
  await connections.deactivate('example', id)
  await connections.remove('example', id)
  await organizations.remove('example-north')
}

async function changePeople(): Promise<void> {
  const { users, groups, roles } = auth
  const ana = await users.create('example', { email: 'ana@example.test', name: 'Ana', role: 'member' })
  await users.update('example', ana.id, { name: 'Ana Souza', role: null })
  await users.update('example', ana.id, { status: 'blocked' })
  await users.update('example', ana.id, { status: 'active' })
  const group = await groups.create('example', { name: 'Engineering' })
  await groups.rename('example', group.id, 'Engineers')
  await roles.map('example', { groupId: group.id, role: 'admin', targetOrganizationId: 'example' })
  await groups.addMembers('example', group.id, [ana.id])
  await roles.unmap('example', group.id)
  await groups.removeMembers('example', group.id, [ana.id])
  await groups.remove('example', group.id)
  await users.remove('example', ana.id)
}

async function signIn(): Promise<void> {
  const client = createClient(auth.handler)
  const start = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const location = new URL(start.headers.get('location') ?? '', baseUrl)
  const reply = await idps.saml.respond(location, { email: 'ana@acme.test', name: 'Ana Souza' })
  await client.post(reply.acsUrl, reply.form)
  await client.post(reply.acsUrl, reply.form)
}

async function everyEvent(): Promise<readonly AuthEvent[]> {
  const logs = ['example', 'example-north', 'acme'].map((organizationId) =>
    store.events.list({ organizationId, limit: 1000 }),
  )
  return (await Promise.all(logs)).flat()
}

it('every event that is written is what the published schemas say', async () => {
  await changeOrganization()
  await changePeople()
  await signIn()
  const events = await everyEvent()
  expect(events.flatMap((event) => findEventFaults(toPayload(event)))).toEqual([])
  // Otherwise this would say nothing.
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(20)
})
