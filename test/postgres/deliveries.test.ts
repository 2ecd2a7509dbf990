import { setTimeout as sleep } from 'node:timers/promises'
import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginEvent } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { delivery, endpoint, sendOut, wanted } from '../../packages/sdk-node/src/testing/webhook-samples.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

test('what is handed out waits for nobody who arrived at the same moment', async () => {
  const pool = schemas.openPool(await schemas.create())
  const store = postgresStore(pool)
  await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
  await sendOut(store, 1, [delivery('e1', 'acme', 1)])
  await store.events.append([loginEvent('a2', 'acme')])
  const settling = await pool.connect()
  await settling.query('begin')
  // As `settle` does it, up to where it has looked for the next one and found none.
  await settling.query("update launchpad_deliveries set status = 'delivered', lane = null, ready_at = null")
  const step = { organizationId: 'acme', from: 1, to: 2, deliveries: [delivery('e1', 'acme', 2)] }
  let isDone = false
  const handingOut = store.deliveries.handOut(step).finally(() => (isDone = true))
  const isDoneOrWaits = async (): Promise<boolean> => {
    const { rows } = await settling.query('select 1 from pg_locks where not granted')
    return isDone || rows.length > 0
  }
  while (!(await isDoneOrWaits())) await sleep(5)
  await settling.query('commit')
  settling.release()
  expect(await handingOut).toBe(true)
  expect((await store.deliveries.take(wanted)).map(({ sequence }) => sequence)).toEqual([2])
})

test('who takes does not wait for who is about to take', async () => {
  const pool = schemas.openPool(await schemas.create())
  const store = postgresStore(pool)
  await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
  await sendOut(store, 1, [delivery('e1', 'acme', 1, 'user:u1'), delivery('e1', 'acme', 2, 'user:u2')])
  const taking = await pool.connect()
  await taking.query('begin')
  await taking.query('select 1 from launchpad_deliveries where sequence = 1 for update')
  expect((await store.deliveries.take(wanted)).map(({ sequence }) => sequence)).toEqual([2])
  await taking.query('rollback')
  taking.release()
  expect((await store.deliveries.take(wanted)).map(({ sequence }) => sequence)).toEqual([1])
})
