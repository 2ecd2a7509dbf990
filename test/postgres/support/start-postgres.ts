import { startOwnPostgres } from './start-own-postgres.ts'

/** A server for tests. */
export interface Postgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Uses DATABASE_URL, or starts a server of its own in a temporary folder. */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env['DATABASE_URL']
  return given === undefined || given === '' ? startOwnPostgres() : { url: given, stop: async () => {} }
}
