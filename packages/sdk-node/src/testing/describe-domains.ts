import assert from 'node:assert/strict'
import type { Domain } from '../model/domain.ts'
import type { Store } from '../ports/store.ts'
import { domain, organization, verified } from './organization-samples.ts'
import type { Runner } from './runner.ts'
import { later, twenty } from './store-samples.ts'

const namesOf = (domains: readonly Domain[]): readonly string[] => domains.map(({ name }) => name)

/** A store with two customers. */
async function withCustomers(makeStore: () => Promise<Store>): Promise<Store> {
  const store = await makeStore()
  for (const id of ['acme', 'globex']) await store.organizations.insert(organization(id))
  return store
}

/** E-mail domains: many may claim a name, one has it. */
export function describeDomains(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a domain back as it was put, to its organization only', async () => {
    const { domains } = await withCustomers(makeStore)
    assert.equal(await domains.insert(rich), true)
    assert.deepEqual(await domains.find('acme', rich.name), rich)
    assert.deepEqual(await domains.list('acme'), [rich])
    assert.equal(await domains.find('globex', rich.name), null)
    assert.deepEqual(await domains.list('globex'), [])
  })
  test('refuses a domain that the organization has, or whose organization is not there', async () => {
    const { domains } = await withCustomers(makeStore)
    const acme = domain('acme', 'acme.test')
    assert.equal(await domains.insert(acme), true)
    assert.equal(await domains.insert({ ...acme, verificationValue: 'another' }), false)
    assert.deepEqual(await domains.find('acme', 'acme.test'), acme)
    assert.equal(await domains.insert(domain('nobody', 'acme.test')), false)
    assert.deepEqual(await domains.list('nobody'), [])
  })
  test('lets many claim one name, and one have it', async () => {
    const { domains } = await withCustomers(makeStore)
    const [acme, globex] = [domain('acme', 'shared.test'), domain('globex', 'shared.test')]
    assert.deepEqual([await domains.insert(acme), await domains.insert(globex)], [true, true])
    assert.equal(await domains.replace(verified(acme)), true)
    assert.equal(await domains.replace(verified(globex)), false)
    assert.deepEqual(await domains.find('globex', 'shared.test'), globex)
    assert.deepEqual(await domains.findVerified(['shared.test']), [verified(acme)])
    // Who loses it makes room for the other.
    assert.equal(await domains.replace({ ...acme, version: 3 }), true)
    assert.deepEqual(await domains.findVerified(['shared.test']), [])
    assert.equal(await domains.replace(verified(globex)), true)
    assert.equal(await domains.insert({ ...verified(domain('acme', 'other.test')), version: 1 }), true)
    await domains.insert(domain('globex', 'other.test'))
    assert.equal(await domains.replace(verified(domain('globex', 'other.test'))), false)
  })
  test('of many that verify one name at once, one wins', async () => {
    const { domains, organizations } = await makeStore()
    const claims = twenty.map((index) => domain(`o${index}`, 'shared.test'))
    for (const claim of claims) {
      await organizations.insert(organization(claim.organizationId))
      await domains.insert(claim)
    }
    const wins = await Promise.all(claims.map((claim) => domains.replace(verified(claim))))
    assert.equal(wins.filter(Boolean).length, 1)
    const found = await domains.findVerified(['shared.test'])
    assert.deepEqual(
      found.map(({ organizationId }) => organizationId),
      [`o${wins.indexOf(true)}`],
    )
    assert.equal(await domains.countVerified(), 1)
  })
  test('replaces the version before, and no other', async () => {
    const { domains } = await withCustomers(makeStore)
    const first = domain('acme', 'acme.test')
    await domains.insert(first)
    const replaced = await Promise.all(
      twenty.map((index) => domains.replace({ ...verified(first), verificationValue: `v${index}` })),
    )
    assert.equal(replaced.filter(Boolean).length, 1)
    for (const version of [1, 2, 4]) assert.equal(await domains.replace({ ...first, version }), false)
    assert.equal(await domains.replace(verified(domain('globex', 'acme.test'))), false)
    const stored = await domains.find('acme', 'acme.test')
    assert.deepEqual([stored?.version, stored?.verificationValue], [2, `v${replaced.indexOf(true)}`])
  })
  test('finds, lists and counts the verified ones of all organizations', async () => {
    const { domains } = await withCustomers(makeStore)
    for (const [organizationId, name] of [...verifiedNames, ['acme', 'claimed.test'] as const])
      await domains.insert(domain(organizationId, name))
    for (const [organizationId, name] of verifiedNames) await domains.replace(verified(domain(organizationId, name)))
    assert.equal(await domains.countVerified(), 4)
    assert.deepEqual(namesOf(await domains.listVerified({ limit: 3 })), ['a.test', 'b.test', 'c.test'])
    assert.deepEqual(namesOf(await domains.listVerified({ after: 'b.test', limit: 100 })), ['c.test', 'd.test'])
    assert.deepEqual(await domains.listVerified({ after: 'd.test', limit: 100 }), [])
    const asked = ['d.test', 'claimed.test', 'nobody.test', 'a.test', 'a.test', 'a\0.test']
    assert.deepEqual(namesOf(await domains.findVerified(asked)).toSorted(), ['a.test', 'd.test'])
    assert.deepEqual(await domains.findVerified([]), [])
    assert.deepEqual(namesOf(await domains.list('acme')), ['a.test', 'c.test', 'claimed.test'])
  })
  test('removes a domain of its organization, which then leads nowhere', async () => {
    const { domains } = await withCustomers(makeStore)
    for (const organizationId of ['acme', 'globex']) await domains.insert(domain(organizationId, 'shared.test'))
    await domains.replace(verified(domain('acme', 'shared.test')))
    assert.equal(await domains.remove('nobody', 'shared.test'), false)
    assert.equal(await domains.remove('acme', 'shared.test'), true)
    assert.equal(await domains.remove('acme', 'shared.test'), false)
    assert.equal(await domains.find('acme', 'shared.test'), null)
    assert.deepEqual(await domains.findVerified(['shared.test']), [])
    assert.equal(await domains.countVerified(), 0)
    assert.equal((await domains.find('globex', 'shared.test'))?.status, 'unverified')
    assert.equal(await domains.replace(verified(domain('globex', 'shared.test'))), true)
  })
}

const verifiedNames = [
  ['acme', 'c.test'],
  ['globex', 'd.test'],
  ['globex', 'b.test'],
  ['acme', 'a.test'],
] as const

const rich: Domain = {
  ...domain('acme', 'xn--bcher-kva.test'),
  status: 'verified',
  includeSubdomains: true,
  connectionIds: ['c', 'd'],
  createdBy: { type: 'user', id: 'Zoë "Ζ" 🙂\0' },
  verifiedAt: later(1),
  updatedAt: later(2),
}
