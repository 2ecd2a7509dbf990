import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { describeStoredConnections } from '../../packages/sdk-node/test/stores/support/describe-stored-connections.ts'
import { openStore } from '../../packages/sdk-node/test/stores/support/store-setup.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
let shared: pg.PoolConfig
beforeAll(async () => {
  schemas = await createSchemas()
  shared = await schemas.create()
})
afterAll(() => schemas.stop())

describeStoredConnections('PostgreSQL', () => openStore({ type: 'postgres', config: shared }))
