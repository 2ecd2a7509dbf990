import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createAuth, memoryStore, type Auth, type Store } from '../../src/index.ts'
import { sqliteStore, type SqlStore } from '../../src/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-two-'))
let database: SqlStore | undefined
afterAll(async () => {
  await database?.close()
  rmSync(folder, { recursive: true })
})
const openDatabase = (): Store => (database = sqliteStore(join(folder, 'auth.db'), { synchronous: 'normal' }))

const numbers = Array.from({ length: 15 }, (_, index) => index)
const ids = ['acme', 'globex'] as const

/** Everything of one customer, and as much of it at once as there is. The other customer has the like. */
async function provision(auth: Auth, id: string): Promise<void> {
  await auth.organizations.create({ id, name: id, settings: { roleRequired: true } })
  await Promise.all(
    numbers.map(async (index) => {
      const [user, group] = await Promise.all([
        auth.users.create(id, { email: `p${index}@shared.test`, username: `p${index}`, name: id }),
        auth.groups.create(id, { name: `Group ${index}` }),
        auth.domains.add(id, `d${index}.shared.test`),
        auth.connections.create(id, { type: 'saml', id: `${id}-${index}` }),
      ])
      await auth.roles.map(id, { groupId: group.id, role: `role-of-${id}` })
      await auth.groups.addMembers(id, group.id, [user.id])
    }),
  )
  await auth.roles.reconcile(id)
}

test.each([
  ['memory', memoryStore],
  ['SQLite', openDatabase],
])('two organizations that are provisioned at once have nothing of each other, in %s', async (_name, open) => {
  const secrets = ['test-secret-'.repeat(4)]
  const auth = createAuth({ baseUrl: 'https://app.example.test', secrets, store: open(), log: () => {} })
  await Promise.all(ids.map((id) => provision(auth, id)))
  for (const id of ids) {
    const [{ users }, { groups }, domains, connections, mappings, { events }] = await Promise.all([
      auth.users.list(id),
      auth.groups.list(id),
      auth.domains.list(id),
      auth.connections.list(id),
      auth.roles.listMappings(id),
      auth.events.list({ organizationId: id, limit: 1000 }),
    ])
    for (const found of [users, groups, domains, connections, mappings]) {
      expect(found).toHaveLength(numbers.length)
      expect(found.every(({ organizationId }) => organizationId === id)).toBe(true)
    }
    expect(users.every(({ name, roles }) => name === id && roles.join() === `role-of-${id}`)).toBe(true)
    expect(connections.every((one) => one.id.startsWith(`${id}-`))).toBe(true)
    const ours = new Set([id, ...[...users, ...groups, ...connections].map((one) => one.id)])
    const strangers = events.filter(({ target }) => target.type !== 'domain' && !ours.has(target.id))
    expect(strangers).toEqual([])
    expect(await auth.events.verify(id)).toMatchObject({ ok: true, count: events.length })
  }
})
