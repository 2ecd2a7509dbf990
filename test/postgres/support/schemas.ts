import { randomBytes } from 'node:crypto'
import { Pool, type PoolConfig } from 'pg'
import { startPostgres } from './start-postgres.ts'

/** Empty places in one database, each as if it were a database of its own. */
export interface Schemas {
  /** @param settings of every connection, such as `default_transaction_isolation=serializable`. */
  readonly create: (...settings: readonly string[]) => Promise<PoolConfig>
  /** A pool that is ended with the rest. */
  readonly openPool: (config: PoolConfig) => Pool
  readonly stop: () => Promise<void>
}

export async function createSchemas(): Promise<Schemas> {
  const server = await startPostgres()
  const pools: Pool[] = []
  const openPool = (config: PoolConfig): Pool => {
    const pool = new Pool(config)
    // A connection whose end was asked for may still hear that the server stops.
    pool.on('error', () => {})
    pools.push(pool)
    return pool
  }
  const admin = openPool({ connectionString: server.url, max: 2 })
  const names: string[] = []
  return {
    create: async (...settings) => {
      const name = `launchpad_test_${randomBytes(8).toString('hex')}`
      await admin.query(`create schema ${name}`)
      names.push(name)
      const options = [`search_path=${name}`, ...settings].map((setting) => `-c ${setting}`).join(' ')
      return { connectionString: server.url, options, max: 10, idleTimeoutMillis: 500 }
    },
    openPool,
    stop: async () => {
      for (const pool of pools) if (!pool.ended && pool !== admin) await pool.end()
      for (const name of names) await admin.query(`drop schema ${name} cascade`)
      await admin.end()
      await server.stop()
    },
  }
}
