import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { retry } from './retry.ts'

/** No state but the database: what two requests do at once meets there and nowhere else. */
export function createQueries(db: Database): Queries {
  return Object.freeze({
    run: async (work) => retry(async () => work(db)),
    transact: async (work) => retry(async () => db.transaction().execute(work)),
  } satisfies Queries)
}
