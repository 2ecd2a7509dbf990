import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { Client } from 'pg'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The server the tests use, with a database for each size (`<url>_1000`, …). Null where there is none to be had.
 *
 * @returns {Promise<{ readonly url: string, readonly stop: () => Promise<void> } | null>}
 */
export async function startBenchPostgres() {
  const folder = makeFolder()
  try {
    // The tests are TypeScript, which Node 20 does not run.
    const outfile = path.join(folder, 'start-postgres.mjs')
    const entry = path.join(root, 'test/postgres/support/start-postgres.ts')
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
    const { startPostgres } = await import(pathToFileURL(outfile).href)
    const server = await startPostgres()
    const admin = new Client({ connectionString: server.url })
    await admin.connect()
    for (const size of [1000, 10_000]) await createDatabase(admin, `postgres_${size}`)
    await admin.end()
    return server
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no PostgreSQL server')) return null
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @param {Client} admin @param {string} name */
async function createDatabase(admin, name) {
  await admin.query(`drop database if exists ${name}`)
  await admin.query(`create database ${name}`)
}

/** Inside the repository, so that the bundle finds its packages. */
function makeFolder() {
  const cache = path.join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  return mkdtempSync(path.join(cache, 'bench-'))
}
