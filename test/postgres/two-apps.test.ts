import { createAuth } from '@launchpad-sso/sdk-node'
import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { openPostgres } from '../../packages/sdk-node/src/stores/sql/postgres/open-postgres.ts'
import { describeKilledWriter } from '../../packages/sdk-node/test/stores/support/describe-killed-writer.ts'
import { describeTwoApps } from '../../packages/sdk-node/test/stores/support/describe-two-apps.ts'
import { openStore } from '../../packages/sdk-node/test/stores/support/store-setup.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
let shared: pg.PoolConfig
beforeAll(async () => {
  schemas = await createSchemas()
  shared = await schemas.create()
})
afterAll(() => schemas.stop())

describeTwoApps('one PostgreSQL, each with its own pool', async (options) => {
  const store = openStore({ type: 'postgres', config: shared })
  const auth = createAuth({ ...options, store, log: () => {} })
  return { send: (request) => auth.handler(request), close: () => store.close() }
})

describeKilledWriter(
  'PostgreSQL',
  async () => ({ type: 'postgres', config: await schemas.create() }),
  async (setup) => {
    if (setup.type !== 'postgres') throw new Error('wanted the setup that was made')
    return openPostgres(schemas.openPool(setup.config), { prepare: false })
  },
)
