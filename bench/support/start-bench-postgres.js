import { Client } from 'pg'
import { allowTypescript } from './allow-typescript.js'

/**
 * The server the tests use, with a database for each size (`<url>_1000`, …). Null where there is none to be had.
 *
 * @param {readonly number[]} sizes
 *
 * @returns {Promise<{ readonly url: string, readonly stop: () => Promise<void> } | null>}
 */
export async function startBenchPostgres(sizes) {
  allowTypescript()
  const { startPostgres } = await import('../../test/postgres/support/start-postgres.ts')
  try {
    const server = await startPostgres()
    const admin = new Client({ connectionString: server.url })
    await admin.connect()
    for (const size of sizes) await createDatabase(admin, `postgres_${size}`)
    await admin.end()
    return server
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no PostgreSQL server')) return null
    throw error
  }
}

/** @param {Client} admin @param {string} name */
async function createDatabase(admin, name) {
  await admin.query(`drop database if exists ${name}`)
  await admin.query(`create database ${name}`)
}
