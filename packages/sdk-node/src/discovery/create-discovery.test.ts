import { expect, test, vi } from 'vitest'
import type { Connection } from '../model/connection.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Organization } from '../model/organization.ts'
import type { ReadConnection } from '../ports/connections.ts'
import type { LogEntry } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import {
  changeConnection,
  changeDomain,
  changeOrganization,
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../../test/support/stored-records.ts'
import { watchStore, type WatchedStore } from '../../test/support/watched-store.ts'
import { createDiscovery, type Discovery } from './create-discovery.ts'
import { discover } from './discover.ts'
import { parseTypedEmail } from './parse-email.ts'

const fixed = {
  id: 'fixed',
  name: 'Fixed',
  organization: { id: 'example', name: 'Example' },
  status: 'active',
  domains: ['example.test'],
  anyDomain: false,
} as unknown as Connection

interface Instance extends Discovery, WatchedStore {
  readonly log: readonly LogEntry[]
  readonly warnings: () => readonly string[]
  /** Lets time pass for what is known. */
  readonly pass: (ms: number) => void
  readonly setNow: (now: Date) => void
  readonly readCount: () => number
  readonly idsFor: (email: string) => Promise<readonly string[]>
  /** Asks until everything is in memory. */
  readonly load: () => Promise<void>
}

function createInstance(inner: Store, over: { maxDomains?: number; listen?: boolean; fixed?: boolean } = {}): Instance {
  const log: LogEntry[] = []
  const watched = watchStore(inner, { listen: over.listen ?? false })
  let [elapsed, reads, now] = [0, 0, new Date('2030-01-01T00:00:00Z')]
  const readRecord = (record: ConnectionRecord, organization: Organization): ReadConnection => {
    reads += 1
    const { id, name, status, settings } = record
    const connection = { id, name, status, organization, domains: [], anyDomain: settings['anyDomain'] === true }
    if (settings['complete'] === false) return { connection: null, problems: ['needs metadata'] }
    return { connection: connection as unknown as Connection, problems: [] }
  }
  const discovery = createDiscovery({
    sources: over.fixed === true ? [{ kind: 'ready', connection: fixed }] : [],
    defaultConnectionId: null,
    loadMetadata: async () => Promise.reject(new Error('nothing to load')),
    store: watched.store,
    getReadRecord: async () => readRecord,
    maxDomains: over.maxDomains ?? 1000,
    log: (entry) => log.push(entry),
    now: () => now,
    elapsedMs: () => elapsed,
  })
  return {
    ...discovery,
    ...watched,
    log,
    warnings: () => log.flatMap((entry) => (entry.event === 'config.warning' ? [entry.message] : [])),
    pass: (ms) => void (elapsed += ms),
    setNow: (next) => void (now = next),
    readCount: () => reads,
    idsFor: async (email) => (await discover(parseTypedEmail(email)!, discovery.connections)).map(({ id }) => id),
    load: async () => {
      await discovery.connections.findByDomain('nobody.test')
      await vi.waitFor(async () => expect((await discovery.report()).complete).toBe(true))
    },
  }
}

async function createStore(): Promise<Store> {
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme', { supportContact: 'it@acme.test' }), organizationRecord('globex')],
    domains: [
      domainRecord('acme.test', 'acme'),
      domainRecord('xn--bcher-kva.example', 'acme'),
      domainRecord('globex.test', 'globex', { includeSubdomains: true }),
      domainRecord('only.globex.test', 'globex', { connectionIds: ['globex-two'] }),
      domainRecord('claimed.test', 'globex', { status: 'unverified', verifiedAt: null }),
    ],
    connections: [
      connectionRecord('acme-saml', 'acme', {}),
      connectionRecord('acme-draft', 'acme', { complete: false }, { status: 'draft' }),
      connectionRecord('globex-one', 'globex', {}),
      connectionRecord('globex-two', 'globex', {}),
    ],
  })
  return store
}

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

test('knows what another instance wrote half a second later', async () => {
  const store = await createStore()
  const [one, other] = [createInstance(store), createInstance(store)]
  await Promise.all([one.load(), other.load()])
  expect(await other.idsFor('eva@new.test')).toEqual([])
  await insertRecords(one.store, { domains: [domainRecord('new.test', 'acme')] })
  await one.store.domains.remove('globex', 'globex.test')
  await changeConnection(one.store, 'acme-saml', { name: 'Acme, new' })
  other.pass(500)
  expect(await other.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect(await other.idsFor('bruno@mail.globex.test')).toEqual([])
  expect((await other.connections.findSummary('acme-saml'))?.name).toBe('Acme, new')
  expect(await other.report()).toMatchObject({ complete: true, domains: 4, listening: false })
})
test('knows it sooner when the store can tell', async () => {
  const store = await createStore()
  const [one, other] = [createInstance(store, { listen: true }), createInstance(store, { listen: true })]
  await Promise.all([one.load(), other.load()])
  expect((await other.report()).listening).toBe(true)
  await insertRecords(one.store, { domains: [domainRecord('new.test', 'acme')] })
  // No time passes for the other one.
  await vi.waitFor(async () => expect(await other.idsFor('eva@new.test')).toEqual(['acme-saml']))
})
test('goes on asking when the store cannot be listened to', async () => {
  const store = await createStore()
  const deaf = { ...store, changes: { ...store.changes, listen: async () => Promise.reject(new Error('no')) } }
  const instance = createInstance(deaf, { listen: true })
  await instance.load()
  await insertRecords(store, { domains: [domainRecord('new.test', 'acme')] })
  instance.pass(500)
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect((await instance.report()).listening).toBe(false)
})
test('starts over when changes were missed', async () => {
  const store = await createStore()
  const instance = createInstance(store)
  await instance.load()
  await instance.connections.find('acme-saml')
  await insertRecords(store, { domains: [domainRecord('new.test', 'acme')] })
  await store.domains.remove('acme', 'acme.test')
  await changeConnection(store, 'acme-saml', { name: 'Acme, new' })
  instance.answerOnce('changes.list', null)
  instance.pass(500)
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect(await instance.idsFor('ana@acme.test')).toEqual([])
  expect((await instance.connections.find('acme-saml'))?.name).toBe('Acme, new')
  await instance.load()
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect(await instance.idsFor('ana@acme.test')).toEqual([])
})
test('does not miss what is written while domains are loaded', async () => {
  const store = await createStore()
  const instance = createInstance(store)
  const release = instance.hold('domains.listVerified')
  await instance.idsFor('eva@unknown.test')
  instance.answerOnce('domains.listVerified', await store.domains.listVerified({ limit: 10 }))
  await insertRecords(store, { domains: [domainRecord('new.test', 'acme')] })
  await store.domains.remove('acme', 'acme.test')
  instance.pass(500)
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect((await instance.report()).complete).toBe(false)
  release()
  await instance.load()
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect(await instance.idsFor('ana@acme.test')).toEqual([])
})

test('finds with what is known while the store is down, and proves nothing', async () => {
  const instance = createInstance(await createStore())
  await instance.load()
  const acme = (await instance.connections.find('acme-saml'))!
  expect(await instance.idsFor('ana@acme.test')).toEqual(['acme-saml'])
  instance.setDown(true)
  for (let index = 0; index < 3; index++) {
    instance.pass(500)
    expect(await instance.idsFor('ana@acme.test')).toEqual(['acme-saml'])
    expect(await instance.connections.find('acme-saml')).toBe(acme)
  }
  await expect(instance.connections.findFresh('acme-saml')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await expect(instance.connections.mayVouchFor(acme, 'acme.test')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await expect(instance.idsFor('bruno@globex.test')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  expect(instance.warnings()).toHaveLength(1)
  instance.setDown(false)
  await instance.store.domains.remove('acme', 'acme.test')
  instance.pass(500)
  expect(await instance.idsFor('ana@acme.test')).toEqual([])
})
test('serves what was known when the store goes down while it starts over', async () => {
  const instance = createInstance(await createStore())
  await instance.load()
  await instance.idsFor('ana@acme.test')
  await changeDomain(instance.store, 'acme', 'acme.test', { includeSubdomains: true })
  const release = instance.hold('domains.listVerified')
  instance.answerOnce('changes.list', null)
  instance.pass(500)
  await instance.idsFor('ana@acme.test')
  instance.setDown(true)
  release()
  instance.pass(500)
  expect(await instance.idsFor('ana@acme.test')).toEqual(['acme-saml'])
})
test('begins when the store does', async () => {
  const instance = createInstance(await createStore())
  instance.setDown(true)
  await expect(instance.idsFor('ana@acme.test')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  instance.setDown(false)
  expect(await instance.idsFor('ana@acme.test')).toEqual(['acme-saml'])
  instance.pass(5000)
  await instance.load()
})

test('keeps no more domains than it may, and keeps them again when there are fewer', async () => {
  const store = await createStore()
  const instance = createInstance(store, { maxDomains: 3 })
  expect(await instance.idsFor('ana@acme.test')).toEqual(['acme-saml'])
  await vi.waitFor(async () =>
    expect(await instance.report()).toMatchObject({ complete: false, domains: 4, maxDomains: 3 }),
  )
  expect((await instance.report()).approximateBytes).toBe(0)
  await store.domains.remove('globex', 'globex.test')
  instance.pass(5000)
  await instance.load()
  expect(await instance.report()).toMatchObject({ complete: true, domains: 3 })
  await insertRecords(store, { domains: [domainRecord('new.test', 'acme')] })
  instance.pass(500)
  expect(await instance.idsFor('eva@new.test')).toEqual(['acme-saml'])
  expect(await instance.report()).toMatchObject({ complete: false, domains: 4 })
})

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
