import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { createCaller } from './support/create-caller.ts'
import { findSchemas } from './support/find-schemas.ts'
import { localStores, type OpenedStore } from './support/open-store.ts'
import { listAll } from './support/list-all.ts'
import { provision, type Provisioned } from './support/provision.ts'
import { startStage, type Provisioner, type Stage } from './support/start-stage.ts'

const schemas = await findSchemas()
const stores: readonly (readonly [string, () => OpenedStore | Promise<OpenedStore>])[] = [
  ...localStores,
  ...(schemas === null
    ? []
    : [
        [
          'PostgreSQL',
          async () => {
            const store = postgresStore(schemas.openPool(await schemas.create()))
            return { store, close: () => store.close() }
          },
        ] as const,
      ]),
]
afterAll(() => schemas?.stop())

const organizations = ['acme', 'globex'] as const
const operations = 5000

/** Both send the same people, by the same names and external ids, at once: only the token says whose they are. */
describe.each(stores)('two provisioners on two organizations at once, on %s', (_name, open) => {
  let opened: OpenedStore
  let stage: Stage
  let provisioners: readonly Provisioner[]
  let results: readonly Provisioned[]
  beforeAll(async () => {
    opened = await open()
    stage = await startStage(opened.store)
    provisioners = [await stage.addProvisioner('acme'), await stage.addProvisioner('globex')]
    results = await Promise.all(
      provisioners.map(({ organizationId, token }) =>
        provision(createCaller(stage.auth, { base: stage.base, token }), organizationId, operations),
      ),
    )
  })
  afterAll(() => opened.close())

  test('were answered ten thousand times, each time as they should be', () => {
    expect(results.map(({ operations: done }) => done)).toEqual([operations, operations])
    expect(results.flatMap(({ unexpected }) => unexpected)).toEqual([])
  })

  test.each([0, 1])('have nobody of the other: organization %i', async (index) => {
    const organizationId = organizations[index]!
    const users = await listAll((after) =>
      opened.store.users.list({ organizationIds: [organizationId], limit: 1000, ...after }),
    )
    expect(users).toHaveLength(results[index]!.users.size)
    for (const one of users) {
      expect(one).toMatchObject({ organizationId, scimConnectionId: organizationId, name: `of ${organizationId}` })
      expect(results[index]!.users.get(one.id)).toBe(one.status === 'active')
    }
  })

  test.each([0, 1])('have the right groups, with the right people: organization %i', async (index) => {
    const organizationId = organizations[index]!
    const groups = await opened.store.groups.list({ organizationId, limit: 1000 })
    const found = new Map<string, readonly string[]>()
    for (const { id } of groups)
      found.set(
        id,
        await listAll(
          (after) => opened.store.groups.listMembers({ groupId: id, limit: 1000, ...after }),
          (userId) => userId,
        ),
      )
    const wanted = [...results[index]!.groups].map(([id, members]) => [id, [...members].toSorted()] as const)
    expect(new Map([...found].map(([id, members]) => [id, members.toSorted()]))).toEqual(new Map(wanted))
  })

  test.each([0, 1])('are told the right totals: organization %i', async (index) => {
    const { token } = provisioners[index]!
    const call = createCaller(stage.auth, { base: stage.base, token })
    const { users, groups } = results[index]!
    expect((await call('GET', '/Users?count=0')).body.totalResults).toBe(users.size)
    expect((await call('GET', '/Groups?count=0')).body.totalResults).toBe(groups.size)
    const inactive = [...users.values()].filter((isActive) => !isActive).length
    const filtered = await call('GET', `/Users?count=0&filter=${encodeURIComponent('active eq false')}`)
    expect(filtered.body.totalResults).toBe(inactive)
  })

  test.each([0, 1])('have a log of their own, whole, that names nobody else: organization %i', async (index) => {
    const organizationId = organizations[index]!
    const events = await listAll(
      (after) => opened.store.events.list({ organizationId, limit: 1000, after: Number(after.after ?? 0) }),
      ({ sequence }) => String(sequence),
    )
    const { everyUser, groups } = results[index]!
    const scim = events.filter(({ actor }) => actor.type === 'scim')
    for (const { actor, target } of scim) {
      expect(actor.id).toBe(organizationId)
      if (target.type === 'user') expect(everyUser.has(target.id)).toBe(true)
      if (target.type === 'group') expect(groups.has(target.id)).toBe(true)
    }
    expect(scim.filter(({ type }) => type === 'user.created')).toHaveLength(everyUser.size)
    expect(await stage.auth.events.verify(organizationId)).toMatchObject({ ok: true })
  })
})
