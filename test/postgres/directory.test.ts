import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { link, loginEvent, user } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

const [ana, bruno] = [user('u1', 'acme', 'ana@acme.test'), user('u2', 'globex', 'bruno@globex.test')]

/** A store with Ana and Bruno, and somebody who has begun to remove Ana. */
async function removeInBetween(name: string) {
  const config = { ...(await schemas.create()), application_name: name }
  const pool = schemas.openPool(config)
  const store = postgresStore(pool)
  await store.users.insert(ana, link)
  await store.users.insert(bruno, null)
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`delete from launchpad_users where id = 'u1'`)
  const finish = async (): Promise<void> => {
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = '${name}'`
    while ((await pool.query(waiting)).rows.length === 0) await new Promise(setImmediate)
    await client.query('commit')
    client.release()
  }
  return { store, finish }
}

describe('the login of somebody who is removed at that moment', () => {
  test('is written, and counted for nobody', async () => {
    const { store, finish } = await removeInBetween('launchpad-append')
    const appended = store.events.append([loginEvent('e1', 'acme')])
    await finish()
    await appended
    expect(await store.events.head('acme')).toMatchObject({ sequence: 1 })
    expect(await store.loginRecords.listOfUser('u1')).toEqual([])
  })

  test('does not make a write of somebody else a refusal', async () => {
    const { store, finish } = await removeInBetween('launchpad-write')
    const replaced = store.users.replace({ ...bruno, version: 2 }, [loginEvent('e1', 'acme')])
    await finish()
    expect(await replaced).toBe(true)
    expect(await store.events.head('acme')).toMatchObject({ sequence: 1 })
  })
})
