import { expect, test } from 'vitest'
import { createInstance, createStore } from '../../test/support/discovery-instance.ts'
import {
  changeConnection,
  changeOrganization,
  connectionRecord,
  domainRecord,
  insertRecords,
} from '../../test/support/stored-records.ts'

test('reads a record once, and again when it or its organization was changed', async () => {
  const store = await createStore()
  const instance = createInstance(store)
  const { find, findFresh } = instance.connections
  const acme = await find('acme-saml')
  expect(await find('acme-saml')).toBe(acme)
  instance.takeCalls()
  expect(await findFresh('acme-saml')).toBe(acme)
  expect(instance.takeCalls()).toEqual(['connections.find'])
  expect(instance.readCount()).toBe(1)
  await changeOrganization(store, 'acme', { name: 'Acme, new' })
  instance.pass(500)
  expect((await find('acme-saml'))?.organization).toEqual({
    id: 'acme',
    name: 'Acme, new',
    supportContact: 'it@acme.test',
  })
  expect((await instance.connections.findByDomain('acme.test'))[0]?.organization.name).toBe('Acme, new')
  expect((await instance.report()).connectionsCached).toBe(1)
})
test('findFresh sees at once what find sees within half a second', async () => {
  const store = await createStore()
  const instance = createInstance(store)
  const { find, findFresh, findByDomain } = instance.connections
  await Promise.all([instance.load(), find('acme-saml'), findByDomain('acme.test')])
  await changeConnection(store, 'acme-saml', { status: 'inactive' })
  expect((await findFresh('acme-saml'))?.status).toBe('inactive')
  instance.pass(500)
  expect((await find('acme-saml'))?.status).toBe('inactive')
  expect(await findByDomain('acme.test')).toEqual([])
  await store.connections.remove('acme', 'acme-saml')
  expect(await findFresh('acme-saml')).toBeNull()
})
test('does not take a new connection for the one whose id it got', async () => {
  const store = await createStore()
  const { find, findFresh } = createInstance(store).connections
  expect((await find('acme-saml'))?.organization.id).toBe('acme')
  await store.connections.remove('acme', 'acme-saml')
  await insertRecords(store, { connections: [connectionRecord('acme-saml', 'globex', {})] })
  expect((await findFresh('acme-saml'))?.organization.id).toBe('globex')
})
test('tells what is not complete from what is not there', async () => {
  const store = await createStore()
  await insertRecords(store, { connections: [connectionRecord('broken', 'acme', { complete: false })] })
  const { find, findFresh, findSummary } = createInstance(store).connections
  for (const get of [find, findFresh]) {
    await expect(get('acme-draft')).rejects.toMatchObject({ code: 'CONNECTION_INACTIVE' })
    await expect(get('broken')).rejects.toMatchObject({
      code: 'CONNECTION_INVALID',
      detail: expect.stringContaining('needs metadata') as string,
    })
    expect(await get('nobody')).toBeNull()
  }
  expect(await findSummary('acme-draft')).toMatchObject({ status: 'draft', organization: { id: 'acme' } })
})
test('reads a record again when a certificate of it has retired', async () => {
  const store = await createStore()
  const until = new Date('2030-01-02T00:00:00Z')
  const metadataRefresh = {
    url: 'https://idp.acme.test',
    fetchedAt: null,
    nextAt: until,
    failure: null,
    retiring: [{ certificate: 'PEM', until }],
  }
  await changeConnection(store, 'acme-saml', { metadataRefresh })
  const instance = createInstance(store)
  const { find, findFresh } = instance.connections
  await find('acme-saml')
  await findFresh('acme-saml')
  expect(instance.readCount()).toBe(1)
  instance.setNow(until)
  await find('acme-saml')
  await findFresh('acme-saml')
  await find('acme-saml')
  expect(instance.readCount()).toBe(2)
})

test.each([
  ['acme-saml', 'acme.test', true],
  ['acme-saml', 'mail.acme.test', false],
  ['acme-saml', 'globex.test', false],
  ['acme-saml', 'unknown.test', false],
  ['globex-one', 'globex.test', true],
  ['globex-one', 'mail.globex.test', true],
  ['globex-one', 'only.globex.test', false],
  ['globex-two', 'only.globex.test', true],
  ['globex-one', 'claimed.test', false],
  ['globex-one', 'evilglobex.test', false],
])('%s may vouch for %s: %s', async (id, domain, may) => {
  const { find, mayVouchFor } = createInstance(await createStore()).connections
  expect(await mayVouchFor((await find(id))!, domain)).toBe(may)
})
test('a subdomain that another organization has verified is not vouched for by the domain above', async () => {
  const store = await createStore()
  await insertRecords(store, { domains: [domainRecord('mail.globex.test', 'acme')] })
  const { find, mayVouchFor } = createInstance(store).connections
  expect(await mayVouchFor((await find('globex-one'))!, 'mail.globex.test')).toBe(false)
  expect(await mayVouchFor((await find('acme-saml'))!, 'mail.globex.test')).toBe(true)
})
test('a domain that was removed is not vouched for, at once', async () => {
  const store = await createStore()
  const instance = createInstance(store)
  await instance.load()
  const acme = (await instance.connections.find('acme-saml'))!
  expect(await instance.connections.mayVouchFor(acme, 'acme.test')).toBe(true)
  await store.domains.remove('acme', 'acme.test')
  expect(await instance.connections.mayVouchFor(acme, 'acme.test')).toBe(false)
})
test('a connection that is trusted with all domains vouches for any', async () => {
  const store = await createStore()
  await insertRecords(store, { connections: [connectionRecord('any', 'acme', { anyDomain: true })] })
  const { find, mayVouchFor } = createInstance(store).connections
  expect(await mayVouchFor((await find('any'))!, 'unknown.test')).toBe(true)
})
