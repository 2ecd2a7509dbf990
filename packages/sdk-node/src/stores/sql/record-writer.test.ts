import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { organization } from '../../testing/organization-samples.ts'
import { loginEvent } from '../../testing/store-samples.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { createRecordWriter } from './record-writer.ts'
import { sqlChanges } from './sql-changes.ts'
import { sqlEvents } from './sql-events.ts'
import { sqlOrganizations } from './sql-organizations.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-records-'))
const engines: Engine[] = []
let engine: Engine
let clock = 0
beforeEach(async () => {
  engine = await openSqlite(join(folder, `${engines.length}.db`), 'normal')
  engines.push(engine)
  clock = Date.parse('2030-01-01T00:00:00Z')
  await migrate(engine)
})
afterAll(async () => {
  await Promise.all(engines.map((one) => one.close()))
  rmSync(folder, { recursive: true })
})

const dayMs = 86_400_000
const writeMany = async (prefix: string, count: number): Promise<void> => {
  const { insert } = sqlOrganizations(
    engine,
    createRecordWriter(engine, () => clock),
  )
  for (let index = 0; index < count; index += 1) await insert(organization(`${prefix}${index}`))
}

test('forgets changes after a day, a bounded number at a time, and makes whoever needs them start over', async () => {
  await writeMany('old', 99)
  const changes = sqlChanges(engine)
  expect(await changes.list(0, 1000)).toHaveLength(99)
  clock += dayMs - 1
  await writeMany('young', 1)
  expect(await changes.list(0, 1000)).toHaveLength(100)
  clock += 1
  await writeMany('new', 1)
  expect(await changes.list(0, 1000)).toBeNull()
  expect(await changes.list(98, 1000)).toBeNull()
  expect((await changes.list(99, 1000))?.map(({ key }) => key)).toEqual(['young0', 'new0'])
  expect(await changes.head()).toBe(101)
})

test('makes whoever waits at the last change start over when all of them are gone', async () => {
  await writeMany('old', 1)
  await engine.run((db) => db.deleteFrom('launchpad_changes').execute())
  const changes = sqlChanges(engine)
  expect(await changes.list(0, 10)).toBeNull()
  expect(await changes.list(1, 10)).toEqual([])
})

test('shows nobody a list with a gap, whatever made it', async () => {
  await writeMany('o', 5)
  await engine.run((db) => db.deleteFrom('launchpad_changes').where('sequence', '=', 3).execute())
  const changes = sqlChanges(engine)
  expect(await changes.list(0, 10)).toBeNull()
  expect(await changes.list(0, 2)).toHaveLength(2)
  expect(await changes.list(3, 10)).toHaveLength(2)
})

test('writes no organization whose event cannot be written', async () => {
  const organizations = sqlOrganizations(engine, createRecordWriter(engine))
  const event = loginEvent('e\0', 'acme')
  await expect(organizations.insert(organization('acme'), [event])).rejects.toThrow('REQUEST_INVALID: event.id')
  await organizations.insert(organization('acme'))
  await expect(organizations.replace({ ...organization('acme'), version: 2 }, [event])).rejects.toThrow('event.id')
  await expect(organizations.remove('acme', [event])).rejects.toThrow('event.id')
  expect(await organizations.find('acme')).toEqual(organization('acme'))
  expect(await sqlChanges(engine).head()).toBe(1)
  expect(await sqlEvents(engine).head('acme')).toBeNull()
})

test('refuses ids that no row can hold', async () => {
  const { insert } = sqlOrganizations(engine, createRecordWriter(engine))
  for (const id of ['acme\0', 'acme\ud83d', 'x'.repeat(1025)])
    await expect(insert(organization(id))).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})
