import { expect, test, vi } from 'vitest'
import { createInstance, createStore, fixed } from '../../test/support/discovery-instance.ts'
import {
  changeDomain,
  changeOrganization,
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../../test/support/stored-records.ts'
import { memoryStore } from '../stores/memory-store.ts'

const found: readonly (readonly [string, readonly string[]])[] = [
  ['Ana@ACME.test', ['acme-saml']],
  ['ana@bücher.example', ['acme-saml']],
  ['ana@mail.acme.test', []],
  ['bruno@globex.test', ['globex-one', 'globex-two']],
  ['bruno@mail.eu.globex.test', ['globex-one', 'globex-two']],
  ['bruno@only.globex.test', ['globex-two']],
  ['bruno@deep.only.globex.test', ['globex-one', 'globex-two']],
  ['eva@evilglobex.test', []],
  ['eva@claimed.test', []],
  ['eva@unknown.test', []],
]

test.each(found)('finds for %j the active connections %j, in memory and by asking the store', async (email, ids) => {
  const store = await createStore()
  const inMemory = createInstance(store)
  await inMemory.load()
  inMemory.takeCalls()
  expect(await inMemory.idsFor(email)).toEqual(ids)
  expect(inMemory.takeCalls().filter((call) => call.startsWith('domains.'))).toEqual([])
  const asking = createInstance(store, { maxDomains: 0 })
  expect(await asking.idsFor(email)).toEqual(ids)
  expect((await asking.report()).complete).toBe(false)
})

test('asks the store nothing for a domain of the options, and one thing in half a second while it is empty', async () => {
  const instance = createInstance(memoryStore(), { fixed: true })
  expect(await instance.idsFor('eva@example.test')).toEqual(['fixed'])
  expect(await instance.connections.find('fixed')).toBe(fixed)
  expect(instance.takeCalls()).toEqual([])
  for (let index = 0; index < 5; index++) {
    expect(await instance.idsFor('eva@unknown.test')).toEqual([])
    expect(await instance.connections.find('unknown')).toBeNull()
    expect(await instance.connections.findByOrganization('unknown')).toEqual([])
  }
  expect(instance.takeCalls()).toEqual(['changes.head'])
  instance.pass(500)
  await instance.idsFor('eva@unknown.test')
  expect(instance.takeCalls()).toEqual(['changes.head'])
})
test('asks once for everybody who waits', async () => {
  const instance = createInstance(await createStore())
  await instance.load()
  await instance.idsFor('ana@acme.test')
  instance.takeCalls()
  instance.pass(500)
  await Promise.all(Array.from({ length: 20 }, async () => instance.idsFor('ana@acme.test')))
  expect(instance.takeCalls()).toEqual(['changes.head'])
})
test('passes no text to the store that cannot be an id', async () => {
  const instance = createInstance(await createStore())
  const { find, findFresh, findByOrganization, findSummary } = instance.connections
  await instance.load()
  instance.takeCalls()
  for (const text of ['\u0000', 'Acme', '', 'a'.repeat(65), "' or 1=1"]) {
    expect(await Promise.all([find(text), findFresh(text), findSummary(text)])).toEqual([null, null, null])
    expect(await findByOrganization(text)).toEqual([])
  }
  expect(instance.takeCalls()).toEqual([])
})

test('a domain of the options wins over the same one in the store, and that is said once', async () => {
  const store = await createStore()
  await insertRecords(store, { domains: [domainRecord('example.test', 'globex')] })
  const instance = createInstance(store, { fixed: true })
  await instance.load()
  expect(await instance.idsFor('eva@example.test')).toEqual(['fixed'])
  const globex = (await instance.connections.find('globex-one'))!
  expect(await instance.connections.mayVouchFor(globex, 'example.test')).toBe(false)
  expect(await instance.connections.mayVouchFor(globex, 'globex.test')).toBe(true)
  await changeDomain(store, 'globex', 'example.test', { includeSubdomains: true })
  instance.pass(500)
  await instance.idsFor('eva@unknown.test')
  await vi.waitFor(() => expect(instance.warnings()).toHaveLength(1))
  expect(instance.warnings()[0]).toContain("'example.test'")
})
test('hears of a domain of the options that is verified in the store later', async () => {
  const store = await createStore()
  const instance = createInstance(store, { fixed: true })
  await instance.load()
  expect(instance.warnings()).toEqual([])
  await insertRecords(store, { domains: [domainRecord('example.test', 'globex')] })
  instance.pass(500)
  await instance.idsFor('eva@unknown.test')
  await vi.waitFor(() => expect(instance.warnings()).toHaveLength(1))
})
test('a main organization decides whether people of its domains, and of its subs, have passwords', async () => {
  const store = await createStore()
  const settings = { passwordSignIn: false, roleRequired: false, rolePriority: [] }
  await insertRecords(store, {
    organizations: [organizationRecord('acme-eu', { parentId: 'acme', settings: null })],
    domains: [domainRecord('eu.acme.test', 'acme-eu')],
  })
  const instance = createInstance(store, { fixed: true })
  const { allowsPassword } = instance.connections
  const ask = async (): Promise<readonly boolean[]> =>
    Promise.all(['acme.test', 'eu.acme.test', 'globex.test', 'unknown.test', 'example.test'].map(allowsPassword))
  expect(await ask()).toEqual([true, true, true, true, true])
  await changeOrganization(store, 'acme', { settings })
  instance.pass(500)
  expect(await ask()).toEqual([false, false, true, true, true])
})
test('finds the active connections of an organization, those of the options first', async () => {
  const store = await createStore()
  await insertRecords(store, {
    organizations: [organizationRecord('example')],
    connections: [connectionRecord('example-saml', 'example', {}), connectionRecord('fixed', 'example', {})],
  })
  const { findByOrganization, find } = createInstance(store, { fixed: true }).connections
  const idsOf = async (id: string): Promise<readonly string[]> => (await findByOrganization(id)).map((one) => one.id)
  expect(await idsOf('example')).toEqual(['fixed', 'example-saml'])
  expect(await idsOf('acme')).toEqual(['acme-saml'])
  expect(await find('fixed')).toBe(fixed)
})
