import { createSchemas, type Schemas } from '../../postgres/support/schemas.ts'

/** Null where there is no PostgreSQL server to be had: these tests say then that they were not run on it. */
export async function findSchemas(): Promise<Schemas | null> {
  try {
    return await createSchemas()
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no PostgreSQL server')) return null
    throw error
  }
}
