import { afterAll, beforeAll } from 'vitest'
import { openStore } from '../../packages/sdk-node/test/stores/support/store-setup.ts'
import { describeSeveralWorkers } from '../../packages/sdk-node/test/support/describe-several-workers.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

describeSeveralWorkers('PostgreSQL', async () => {
  const config = await schemas.create()
  return [0, 1].map(() => openStore({ type: 'postgres', config }))
})
