import { Pool, type PoolConfig } from 'pg'
import type { SqlStore } from '../../../src/stores/sql-store.ts'
import { postgresStore } from '../../../src/postgres.ts'
import { sqliteStore } from '../../../src/sqlite.ts'

/** Which database; plain data, so that it can be told to another process. */
export type StoreSetup =
  | { readonly type: 'sqlite'; readonly path: string; readonly synchronous: 'full' | 'normal' }
  | { readonly type: 'postgres'; readonly config: PoolConfig }

/** A store of its own on that database: the processes and instances of a test meet in the database only. */
export function openStore(setup: StoreSetup): SqlStore {
  if (setup.type === 'sqlite') return sqliteStore(setup.path, setup)
  const pool = new Pool(setup.config)
  pool.on('error', () => {})
  const store = postgresStore(pool)
  const close = async (): Promise<void> => {
    await store.close()
    await pool.end()
  }
  return Object.freeze({ ...store, close })
}
