import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { describe } from 'vitest'
import { describeConformance } from './support/describe-conformance.ts'
import { findSchemas } from './support/find-schemas.ts'

const schemas = await findSchemas()

describe.skipIf(schemas === null)('with a PostgreSQL server', () => {
  describeConformance('PostgreSQL', async () => {
    const { create, openPool, stop } = schemas!
    const store = postgresStore(openPool(await create()))
    const close = async (): Promise<void> => {
      await store.close()
      await stop()
    }
    return { store, close }
  })
})
