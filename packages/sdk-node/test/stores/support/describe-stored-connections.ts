import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Auth, AuthOptions } from '../../../src/index.ts'
import { createAuth } from '../../../src/index.ts'
import type { SqlStore } from '../../../src/stores/sql-store.ts'
import { createClient, type TestClient } from '../../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../../src/testing/fake-saml-idp.ts'
import {
  changeConnection,
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../../support/stored-records.ts'

const baseUrl = 'https://app.example.test'
const options: AuthOptions = { baseUrl, secrets: ['test-secret-'.repeat(4)], log: () => {} }
const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)

interface Instance {
  readonly store: SqlStore
  readonly auth: Auth
  readonly send: (request: Request) => Promise<Response>
}

/** The other instance knows within a second. */
async function within(ms: number, expectation: () => Promise<void>): Promise<void> {
  await vi.waitFor(expectation, { timeout: ms, interval: 20 })
}

async function kindOf({ send }: Instance, email: string): Promise<string> {
  const answer = await send(new Request(`${baseUrl}/auth/discover?email=${email}`))
  return ((await answer.json()) as { kind: string }).kind
}

/** The roles of Ana, who signs in there and is in these groups. */
async function rolesAt({ auth, send }: Instance, idp: FakeSamlIdp, groups: readonly string[]) {
  const client = createClient(send)
  const away = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const reply = await idp.respond(locationOf(away), { email: 'ana@acme.test', attributes: { groups } })
  await client.post(reply.acsUrl, reply.form)
  return (await auth.getSession({ headers: { get: () => client.cookies() } }))?.roles
}

/** What one app writes counts at the other within a second: both have everything in memory. */
export function describeStoredConnections(name: string, open: () => SqlStore): void {
  describe(`connections in ${name}`, () => {
    let idp: FakeSamlIdp
    let one: Instance
    let other: Instance
    const start = (): Instance => {
      const store = open()
      const auth = createAuth({ ...options, store })
      let asked = 0
      // Each question from an address of its own: /discover counts them.
      return { store, auth, send: (request) => auth.handler(request, { ip: `192.0.2.${(asked += 1) % 250}` }) }
    }
    beforeAll(async () => {
      idp = await createFakeSamlIdp()
      one = start()
      other = start()
      await insertRecords(one.store, {
        organizations: [organizationRecord('acme')],
        domains: [domainRecord('acme.test', 'acme')],
        connections: [connectionRecord('acme', 'acme', { metadata: idp.metadata })],
      })
      for (const instance of [one, other]) expect(await kindOf(instance, 'ana@acme.test')).toBe('sso')
    })
    afterAll(async () => {
      await Promise.all([one, other].map(({ store }) => store.close()))
    })

    test('finish a login on one instance that was started on the other', async () => {
      let turn = one
      const client: TestClient = createClient((request) => turn.send(request))
      const away = await client.get(`${baseUrl}/auth/login?email=ana@acme.test&return_to=/inbox`)
      const reply = await idp.respond(locationOf(away), { email: 'ana@acme.test' })
      turn = other
      expect(locationOf(await client.post(reply.acsUrl, reply.form)).pathname).toBe('/inbox')
      turn = one
      const again = await client.post(reply.acsUrl, reply.form, { accept: 'application/json' })
      expect(await again.json()).toMatchObject({ error: { code: 'LOGIN_EXPIRED' } })
    })
    test.each([
      ['one', 'other'],
      ['other', 'one'],
    ])('lead people there within a second after their domain was verified on %s, on %s', async (writing, reading) => {
      const instances: Readonly<Record<string, Instance>> = { one, other }
      const [writer, reader] = [instances[writing]!, instances[reading]!]
      const domain = `${writing}.test`
      expect(await kindOf(reader, `ana@${domain}`)).toBe('unknown')
      await insertRecords(writer.store, { domains: [domainRecord(domain, 'acme')] })
      await within(1000, async () => expect(await kindOf(reader, `ana@${domain}`)).toBe('sso'))
      expect(await writer.store.domains.remove('acme', domain)).toBe(true)
      await within(1000, async () => expect(await kindOf(reader, `ana@${domain}`)).toBe('unknown'))
    })
    test('start no login on one instance within a second after the connection was switched off on the other', async () => {
      await changeConnection(one.store, 'acme', { status: 'inactive' })
      await within(1000, async () => expect(await kindOf(other, 'ana@acme.test')).toBe('unknown'))
      await changeConnection(other.store, 'acme', { status: 'active' })
      await within(1000, async () => expect(await kindOf(one, 'ana@acme.test')).toBe('sso'))
    })
    test('give at once the role that a group was given on the other instance', async () => {
      // The domain came back just now, and one instance has not heard of it yet.
      for (const instance of [one, other])
        await within(1000, async () => expect(await kindOf(instance, 'ana@acme.test')).toBe('sso'))
      const { id: groupId } = await one.auth.groups.create('acme', { name: 'Buyers', connectionId: 'acme' })
      await one.auth.roles.map('acme', { groupId, role: 'buyer' })
      expect(await rolesAt(other, idp, ['Buyers'])).toEqual(['buyer'])
      await other.auth.roles.map('acme', { groupId, role: 'admin' })
      expect(await one.auth.roles.listMappings('acme')).toMatchObject([{ groupId, role: 'admin' }])
      expect(await rolesAt(one, idp, ['Buyers'])).toEqual(['admin'])
      await one.auth.roles.unmap('acme', groupId)
      expect(await other.auth.roles.reconcile('acme')).toMatchObject({ changed: 1 })
      expect(await rolesAt(other, idp, ['Buyers'])).toEqual([])
    })
    test('refuse a reply on one instance at once when the domain was removed on the other', async () => {
      let turn = one
      const client = createClient((request) => turn.send(request))
      const away = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
      const reply = await idp.respond(locationOf(away), { email: 'ana@acme.test' })
      await other.store.domains.remove('acme', 'acme.test')
      turn = one
      const answer = await client.post(reply.acsUrl, reply.form, { accept: 'application/json' })
      expect(await answer.json()).toMatchObject({ error: { code: 'LOGIN_DOMAIN_MISMATCH' } })
    })
  })
}
