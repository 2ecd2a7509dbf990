import { beforeEach, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth } from '../../src/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const sp = { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` }
const idp = await createFakeSamlIdp({ sp })
const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)
let auth: Auth
let store: Store

beforeEach(async () => {
  store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    domains: [domainRecord('acme.test', 'acme')],
    connections: [connectionRecord('acme', 'acme', { metadata: idp.metadata }, { status: 'draft' })],
  })
  auth = createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    store,
    log: () => undefined,
    now: () => new Date('2030-01-01T00:00:30Z'),
  })
})

test('whoever has a link to a test cannot begin one after the other', async () => {
  const { url } = await auth.connections.startTest('acme', 'acme')
  const client = createClient(auth.handler)
  const statuses: number[] = []
  for (let asked = 0; asked < 61; asked++) statuses.push((await client.get(url)).status)
  expect([statuses.filter((one) => one === 303).length, statuses.at(-1)]).toEqual([60, 429])
})

test('whoever has a link to a test cannot fill the log with replies that fail', async () => {
  const { url } = await auth.connections.startTest('acme', 'acme')
  let begun = 0
  const addressOf = ({ method }: Request): string => (method === 'POST' ? '192.0.2.1' : `198.51.100.${(begun += 1)}`)
  const client = createClient((request) => auth.handler(request, { ip: addressOf(request) }))
  const statuses: number[] = []
  for (let sent = 0; sent < 70; sent++) {
    const relayState = locationOf(await client.get(url)).searchParams.get('RelayState') ?? ''
    const form = new URLSearchParams({ RelayState: relayState, SAMLResponse: 'AAAA' })
    statuses.push((await client.post(sp.acsUrl, form)).status)
  }
  expect([statuses.filter((one) => one === 200).length, statuses.at(-1)]).toEqual([60, 429])
  const { events } = await auth.events.list({ organizationId: 'acme' })
  expect(events.filter(({ type }) => type === 'connection.tested').length).toBe(60)
  expect(events.filter(({ type }) => type === 'login.failed')).toEqual([])
  expect((await store.connections.find('acme'))?.version).toBe(61)
})
