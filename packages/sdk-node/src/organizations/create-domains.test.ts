import { expect, test } from 'vitest'
import { defaultProvisioning } from '../model/provisioning.ts'
import type { AuthEvent } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { createDomains } from './create-domains.ts'
import { createOrganizations } from './create-organizations.ts'
import type { DomainOptions, ManageDomains } from './manage-domains.ts'
import type { ResolveTxt } from './txt-answer.ts'

const now = new Date('2030-01-01T00:00:00Z')
const administrator = { actor: { type: 'user', id: 'u1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const
const nowhere: ResolveTxt = async () => ({ kind: 'no-such-name' })

interface Rig {
  readonly domains: ManageDomains
  readonly store: Store
}

/** Two customers, each with a connection of its own. */
async function createRig(resolveTxt: ResolveTxt = nowhere): Promise<Rig> {
  const store = memoryStore()
  const organizations = createOrganizations({ store, now: () => now })
  for (const id of ['acme', 'globex']) {
    await organizations.create({ id, name: id })
    await insertConnection(store, id, `${id}-okta`)
  }
  return { domains: createDomains({ store, now: () => now, resolveTxt }), store }
}

async function insertConnection(store: Store, organizationId: string, id: string): Promise<void> {
  await store.connections.insert({
    id,
    organizationId,
    name: 'Okta',
    type: 'oidc',
    preset: 'okta',
    status: 'active',
    settings: {},
    sealedSecrets: null,
    provisioning: defaultProvisioning,
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    createdAt: now,
    createdBy: { type: 'api', id: null },
    updatedAt: now,
    version: 1,
  })
}

const eventsOf = (store: Store, organizationId: string): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId, limit: 100 })
const namesOf = async (domains: ManageDomains, id: string): Promise<readonly string[]> =>
  (await domains.list(id)).map(({ name }) => name)
/** The proof, by whoever owns the DNS. */
const proof = (domains: ManageDomains, organizationId: string, name: string): ResolveTxt => {
  return async () => {
    const { verificationRecord } = await domains.get(organizationId, name)
    return { kind: 'records', records: [verificationRecord.value] }
  }
}

test('adds a domain that is not verified, with the record that will prove it', async () => {
  const { domains } = await createRig()
  const added = await domains.add('acme', 'acme.test', {}, administrator)
  expect(added).toEqual({
    name: 'acme.test',
    organizationId: 'acme',
    status: 'unverified',
    verificationValue: added.verificationValue,
    verificationRecord: {
      type: 'TXT',
      name: '_launchpad.acme.test',
      value: `launchpad-domain-verification=${added.verificationValue}`,
    },
    includeSubdomains: false,
    connectionIds: null,
    createdAt: now,
    createdBy: { type: 'user', id: 'u1' },
    verifiedAt: null,
    updatedAt: now,
    version: 1,
  })
  // 160 bits.
  expect(added.verificationValue).toMatch(/^[0-9a-f]{40}$/)
  expect(await domains.get('acme', 'acme.test')).toEqual(added)
})

test.each([
  ['ACME.Test', 'acme.test'],
  [' acme.test. ', 'acme.test'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['acme．test', 'acme.test'],
  ['eu.acme.test', 'eu.acme.test'],
])('takes %j for %s, and finds it again so', async (typed, name) => {
  const { domains } = await createRig()
  expect((await domains.add('acme', typed)).name).toBe(name)
  expect((await domains.get('acme', typed)).name).toBe(name)
  await expect(domains.add('acme', name.toUpperCase())).rejects.toMatchObject({ code: 'DOMAIN_CONFLICT' })
  await domains.remove('acme', typed)
  expect(await namesOf(domains, 'acme')).toEqual([])
})

const label = 'a'.repeat(60)
test.each([
  '',
  'acme',
  'localhost',
  '*.acme.test',
  'ana@acme.test',
  'https://acme.test',
  'acme.test/path',
  'acme.test:443',
  'acme..test',
  'acme.test..',
  '.acme.test',
  'a_b.test',
  '-acme.test',
  'acme test.test',
  'acme\0.test',
  '192.0.2.1',
  '0x7f.1',
  '[2001:db8::1]',
  '2001:db8::1',
  `${'a'.repeat(64)}.test`,
  // A domain of 253 characters or less, whose record would have a name of more.
  `${label}.${label}.${label}.${label}.test`,
  `${'a.'.repeat(200)}test`,
  'gmail.com',
  'com.br',
  undefined,
  null,
  7,
  ['acme.test'],
])('refuses the domain %j, and writes nothing', async (name) => {
  const { domains, store } = await createRig()
  await expect(domains.add('acme', name as string)).rejects.toMatchObject({ code: 'DOMAIN_INVALID' })
  expect(await domains.list('acme')).toEqual([])
  expect(await eventsOf(store, 'acme')).toHaveLength(1)
})

test('takes a public domain only from who insists', async () => {
  const { domains } = await createRig()
  await domains.add('acme', 'gmail.com', { insecureAllowPublicDomain: true })
  await domains.add('acme', 'com.br', { insecureAllowPublicDomain: true })
  await expect(domains.add('acme', 'uol.com.br', { insecureAllowPublicDomain: false })).rejects.toMatchObject({
    code: 'DOMAIN_INVALID',
  })
  await expect(domains.add('acme', 'com', { insecureAllowPublicDomain: true })).rejects.toMatchObject({
    code: 'DOMAIN_INVALID',
  })
  expect(await namesOf(domains, 'acme')).toEqual(['com.br', 'gmail.com'])
})

test.each([
  null,
  [],
  { includeSubdomains: 'yes' },
  { includeSubdomains: null },
  { connectionIds: 'acme-okta' },
  { connectionIds: [] },
  { connectionIds: [7] },
  { insecureAllowPublicDomain: 1 },
  { subdomains: true },
])('refuses the options %j', async (options) => {
  const { domains } = await createRig()
  const add = domains.add('acme', 'acme.test', options as DomainOptions)
  await expect(add).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  expect(await domains.list('acme')).toEqual([])
})

test('adds nothing to an organization that is not there', async () => {
  const { domains } = await createRig()
  for (const id of ['example', '', '\0', undefined])
    await expect(domains.add(id as string, 'acme.test')).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  expect(await domains.list('example')).toEqual([])
})

test('lets several organizations claim a domain until one has proven it', async () => {
  const { domains, store } = await createRig()
  const mine = await domains.add('acme', 'acme.test')
  const theirs = await domains.add('globex', 'acme.test')
  expect(mine.verificationValue).not.toBe(theirs.verificationValue)
  const proven = createDomains({ store, now: () => now, resolveTxt: proof(domains, 'acme', 'acme.test') })
  await proven.verify('acme', 'acme.test')
  await domains.remove('globex', 'acme.test')
  await expect(domains.add('globex', 'acme.test')).rejects.toMatchObject({ code: 'DOMAIN_CONFLICT' })
  expect(await domains.list('globex')).toEqual([])
})

test('gives a domain a new value each time it is added', async () => {
  const { domains } = await createRig()
  const first = await domains.add('acme', 'acme.test')
  await domains.remove('acme', 'acme.test')
  const second = await domains.add('acme', 'acme.test')
  expect(second.verificationValue).not.toBe(first.verificationValue)
})

test('serves a domain by connections of the organization', async () => {
  const { domains, store } = await createRig()
  await insertConnection(store, 'acme', 'acme-entra')
  const added = await domains.add('acme', 'acme.test', { connectionIds: ['acme-okta', 'acme-entra', 'acme-okta'] })
  expect(added.connectionIds).toEqual(['acme-entra', 'acme-okta'])
  expect((await domains.update('acme', 'acme.test', { connectionIds: ['acme-okta'] })).connectionIds).toEqual([
    'acme-okta',
  ])
  expect((await domains.update('acme', 'acme.test', { connectionIds: null })).connectionIds).toBeNull()
})

test.each(['globex-okta', 'example-okta', '', '\0'])('refuses %j as a connection of another', async (id) => {
  const { domains } = await createRig()
  const notFound = { code: 'CONNECTION_NOT_FOUND' }
  const connectionIds = ['acme-okta', id]
  await expect(domains.add('acme', 'acme.test', { connectionIds })).rejects.toMatchObject(notFound)
  expect(await domains.list('acme')).toEqual([])
  await domains.add('acme', 'acme.test')
  await expect(domains.update('acme', 'acme.test', { connectionIds })).rejects.toMatchObject(notFound)
  expect((await domains.get('acme', 'acme.test')).connectionIds).toBeNull()
})

test('changes how a domain is used, and nothing else', async () => {
  const { domains } = await createRig()
  const added = await domains.add('acme', 'acme.test', { connectionIds: ['acme-okta'] })
  expect(await domains.update('acme', 'ACME.test', { includeSubdomains: true })).toEqual({
    ...added,
    includeSubdomains: true,
    version: 2,
  })
  const changes = [{ insecureAllowPublicDomain: true }, { status: 'verified' }, { name: 'globex.test' }, null]
  for (const change of changes)
    await expect(domains.update('acme', 'acme.test', change as object)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    })
})

test('finds no domain of another organization', async () => {
  const { domains } = await createRig()
  await domains.add('acme', 'acme.test')
  const notFound = { code: 'DOMAIN_NOT_FOUND' }
  const strangers: readonly (readonly [unknown, unknown])[] = [
    ['globex', 'acme.test'],
    ['acme', 'globex.test'],
    ['acme', 'no domain'],
    [undefined, 'acme.test'],
    ['acme', undefined],
    ['acme\0', 'acme.test'],
  ]
  for (const [id, name] of strangers as readonly (readonly [string, string])[]) {
    await expect(domains.get(id, name)).rejects.toMatchObject(notFound)
    await expect(domains.verify(id, name)).rejects.toMatchObject(notFound)
    await expect(domains.update(id, name, { includeSubdomains: true })).rejects.toMatchObject(notFound)
    await expect(domains.remove(id, name)).rejects.toMatchObject(notFound)
  }
  expect(await namesOf(domains, 'globex')).toEqual([])
  expect((await domains.get('acme', 'acme.test')).version).toBe(1)
})

test('tells of every write who did it, from where, and only what changed', async () => {
  const { domains, store } = await createRig()
  await domains.add('acme', 'acme.test', {}, administrator)
  await domains.update('acme', 'acme.test', { includeSubdomains: true })
  await domains.update('acme', 'acme.test', { includeSubdomains: true, connectionIds: null })
  await domains.remove('acme', 'acme.test', administrator)
  const values = { status: 'unverified', includeSubdomains: false, connectionIds: null }
  const { actor, ip, userAgent } = administrator
  const target = { type: 'domain', id: 'acme.test' }
  const by = { actor, ip, userAgent, target, occurredAt: now, outcome: 'success', reason: null }
  const byApi = { ...by, actor: { type: 'api', id: null }, ip: null, userAgent: null }
  expect((await eventsOf(store, 'acme')).slice(1)).toMatchObject([
    { ...by, type: 'domain.added', data: { old: null, new: values } },
    { ...byApi, type: 'domain.updated', data: { old: { includeSubdomains: false }, new: { includeSubdomains: true } } },
    { ...by, type: 'domain.deleted', data: { old: { ...values, includeSubdomains: true }, new: null } },
  ])
})
