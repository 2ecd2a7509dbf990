import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { delivery, endpoint, wanted } from '../../../testing/webhook-samples.ts'
import { loginEvent } from '../../../testing/store-samples.ts'
import { migrate } from '../migrate.ts'
import { createSqlParts } from '../sql-parts.ts'
import { openSqlite } from '../sqlite/open-sqlite.ts'
import { webhooks } from './0006-webhooks.ts'
import { migrations } from './migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-webhooks-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('does not hand out what happened before, and all that happens from then on', async () => {
  const engine = await openSqlite(join(folder, 'old.db'), 'normal')
  await migrate(
    engine,
    migrations.filter(({ id }) => id < webhooks.id),
  )
  const { events, deliveries, webhookEndpoints } = createSqlParts(engine)
  await events.append([loginEvent('a1', 'acme'), loginEvent('a2', 'acme'), loginEvent('g1', 'globex')])
  expect(await migrate(engine)).toContain(webhooks.id)
  expect(await deliveries.listBehind(10)).toEqual([])
  // An instance of the version before writes the same: it knows nothing of marks.
  await events.append([loginEvent('a3', 'acme'), loginEvent('e1', 'example')])
  expect(await deliveries.listBehind(10)).toEqual([
    { organizationId: 'acme', handedOut: 2, head: 3 },
    { organizationId: 'example', handedOut: 0, head: 1 },
  ])
  await webhookEndpoints.insert(endpoint('e1', null))
  const step = { organizationId: 'acme', from: 2, to: 3, deliveries: [delivery('e1', 'acme', 3)] }
  expect(await deliveries.handOut({ ...step, from: 0 })).toBe(false)
  expect(await deliveries.handOut(step)).toBe(true)
  expect((await deliveries.take(wanted)).map(({ sequence }) => sequence)).toEqual([3])
  await engine.close()
})

test('goes on where it was interrupted, and moves no mark that is there', async () => {
  const engine = await openSqlite(join(folder, 'twice.db'), 'normal')
  await migrate(engine)
  const { events, deliveries } = createSqlParts(engine)
  await events.append([loginEvent('a1', 'acme'), loginEvent('a2', 'acme')])
  await deliveries.handOut({ organizationId: 'acme', from: 0, to: 1, deliveries: [] })
  for (const statement of webhooks.statements) await engine.run(async (db) => statement(db).execute())
  expect(await deliveries.listBehind(10)).toEqual([{ organizationId: 'acme', handedOut: 1, head: 2 }])
  await engine.close()
})
