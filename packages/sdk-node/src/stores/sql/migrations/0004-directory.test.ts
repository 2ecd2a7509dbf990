import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { sqlUsers } from '../sql-users.ts'
import { openSqlite } from '../sqlite/open-sqlite.ts'
import { directory } from './0004-directory.ts'
import { migrations } from './migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-directory-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** As a version before wrote it. */
async function insertOld(engine: Engine, id: string, name: string, roles: readonly string[]): Promise<void> {
  const row = { id, organization_id: 'acme', email: `${id}@acme.test`, name, first_name: null, last_name: null }
  const rest = { status: 'active', source: 'jit', roles: JSON.stringify(roles), created_at: 0, updated_at: 0 } as const
  await engine.run((db) =>
    db
      .insertInto('launchpad_users')
      .values({ ...row, ...rest } as never)
      .execute(),
  )
}

test('people from before keep their roles as given by hand, and can be replaced and found', async () => {
  const engine = await openSqlite(join(folder, 'old.db'), 'normal')
  await migrate(
    engine,
    migrations.filter(({ id }) => id < directory.id),
  )
  await insertOld(engine, 'u1', 'Ana 100%', ['buyer'])
  await insertOld(engine, 'u2', 'Bruno', [])
  await migrate(engine)
  // An instance of the version before may still be running.
  await insertOld(engine, 'u3', 'Eva', [])
  const users = sqlUsers(engine)
  const found = await users.list({ organizationIds: ['acme'], limit: 10 })
  expect(
    found.map(({ roleSource, version, username, externalId }) => [roleSource, version, username, externalId]),
  ).toEqual([
    ['manual', 1, null, null],
    [null, 1, null, null],
    [null, 1, null, null],
  ])
  const search = async (text: string): Promise<readonly string[]> =>
    (await users.list({ organizationIds: ['acme'], search: text, limit: 10 })).map(({ id }) => id)
  expect(await search('ANA 100%')).toEqual(['u1'])
  expect(await search('U3@acme')).toEqual(['u3'])
  const [ana] = found
  if (ana === undefined) throw new Error('three were inserted')
  expect(await users.replace({ ...ana, username: 'ana', version: 2 })).toBe(true)
  await engine.close()
})

test('does nothing when it was done before, statement by statement', async () => {
  const engine = await openSqlite(join(folder, 'twice.db'), 'normal')
  await migrate(engine)
  const users = sqlUsers(engine)
  await insertOld(engine, 'u1', 'Ana', ['buyer'])
  for (const statement of directory.statements) await engine.run(async (db) => statement(db).execute())
  expect(await users.count('acme')).toBe(1)
  await engine.close()
})

test('fails where the table is not there', async () => {
  const engine = await openSqlite(join(folder, 'empty.db'), 'normal')
  await expect(migrate(engine, [directory])).rejects.toThrow('no such table: launchpad_users')
  await engine.close()
})
