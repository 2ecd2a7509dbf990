import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuthEventType } from '../model/event.ts'
import { sqliteStore } from '../stores/sqlite-store.ts'
import { createDomains } from './create-domains.ts'
import { createOrganizations } from './create-organizations.ts'
import type { ManageDomains } from './manage-domains.ts'
import type { ManageOrganizations } from './manage-organizations.ts'
import type { ResolveTxt, TxtAnswer } from './txt-answer.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-organizations-'))
const path = join(folder, 'auth.db')
const stores = [sqliteStore(path, { synchronous: 'normal' }), sqliteStore(path, { synchronous: 'normal' })] as const
const now = new Date('2030-01-01T00:00:00Z')
let answer: TxtAnswer = { kind: 'no-such-name' }
const resolveTxt: ResolveTxt = async () => answer

interface Instance {
  readonly organizations: ManageOrganizations
  readonly domains: ManageDomains
}
const [one, other] = stores.map((store) => ({
  organizations: createOrganizations({ store, now: () => now }),
  domains: createDomains({ store, now: () => now, resolveTxt }),
})) as unknown as readonly [Instance, Instance]

const countOf = async (organizationId: string, type: AuthEventType): Promise<number> =>
  (await stores[0].events.list({ organizationId, types: [type], limit: 100 })).length

beforeAll(async () => {
  await one.organizations.create({ id: 'acme', name: 'Acme', branding: { primaryColor: '#123456' } })
  await one.organizations.create({ id: 'acme-eu', name: 'Acme EU', parentId: 'acme' })
  await one.organizations.create({ id: 'globex', name: 'Globex' })
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  rmSync(folder, { recursive: true })
})

test('an instance sees what another one wrote', async () => {
  expect(await other.organizations.get('acme-eu')).toEqual(await one.organizations.get('acme-eu'))
  expect((await other.organizations.get('acme')).branding.primaryColor).toBe('#123456')
})

test('two instances change different things of one organization, and both changes last', async () => {
  await Promise.all([
    one.organizations.update('acme', { supportContact: 'it@acme.test' }),
    other.organizations.update('acme', { settings: { rolePriority: ['admin', 'buyer'] } }),
  ])
  expect(await one.organizations.get('acme')).toMatchObject({
    supportContact: 'it@acme.test',
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: ['admin', 'buyer'] },
    version: 3,
  })
  expect(await countOf('acme', 'organization.updated')).toBe(2)
})

test('one of two instances creates an organization', async () => {
  const made = await Promise.allSettled(
    [one, other].map(({ organizations }) => organizations.create({ id: 'example', name: 'Example' })),
  )
  expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await countOf('example', 'organization.created')).toBe(1)
})

test('a domain that is proven on two instances for two organizations is verified for one', async () => {
  const [mine, theirs] = [await one.domains.add('acme', 'acme.test'), await other.domains.add('globex', 'acme.test')]
  answer = { kind: 'records', records: [mine.verificationRecord.value, theirs.verificationRecord.value] }
  const both = await Promise.all([one.domains.verify('acme', 'acme.test'), other.domains.verify('globex', 'acme.test')])
  expect(both.map(({ result }) => result).toSorted()).toEqual(['taken', 'verified'])
  expect(await stores[1].domains.findVerified(['acme.test'])).toHaveLength(1)
})

test('a failure that every instance is asked for is told once', async () => {
  answer = { kind: 'no-record' }
  await one.domains.add('acme', 'example.test')
  await Promise.all([one, other, one, other].map(({ domains }) => domains.verify('acme', 'example.test')))
  const told = await stores[0].events.list({ organizationId: 'acme', targetId: 'example.test', limit: 100 })
  expect(told.map(({ type }) => type)).toEqual(['domain.added', 'domain.verification_failed'])
})

test('nothing of an organization is left when it is removed, but its events', async () => {
  await one.organizations.remove('globex')
  expect(await other.domains.list('globex')).toEqual([])
  expect(await other.organizations.find('globex')).toBeNull()
  expect(await countOf('globex', 'organization.deleted')).toBe(1)
})
