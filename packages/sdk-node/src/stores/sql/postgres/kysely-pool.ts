import type { PostgresPool as KyselyPool, PostgresPoolClient as KyselyClient } from 'kysely'
import { hashToken } from '../../hash-token.ts'
import type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.ts'

/**
 * The app's pool as Kysely wants it. Never ended: it is the app's.
 *
 * @param prepare gives every statement a name, so that PostgreSQL parses and plans it once per connection.
 */
export function toKyselyPool(pool: PostgresPool, prepare: boolean): KyselyPool {
  return Object.freeze({
    connect: async () => toKyselyClient(await pool.connect(), prepare),
    end: async () => {},
    // Kysely 0.29 asks for them, to open connections of its own, which nothing here makes it do.
    options: {},
  })
}

function toKyselyClient(client: PostgresClient, prepare: boolean): KyselyClient {
  let broken = false
  const lose = (): void => {
    broken = true
  }
  client.on?.('error', lose)
  const send = async (text: string, values: readonly unknown[]): Promise<PostgresResult> => {
    const name = prepare && values.length > 0 ? { name: `launchpad-${hashToken(text).slice(0, 20)}` } : {}
    try {
      return await client.query({ text, values: [...values], ...name })
    } catch (error) {
      // What is not the server's own answer (`query_timeout`) may still be followed by one, for whoever comes next.
      broken ||= !hasCode(error)
      throw error
    }
  }
  const query = async (text: string, values: readonly unknown[] = []): Promise<PostgresResult> => {
    if (text !== 'rollback') return checkCommitted(text, await send(text, values))
    try {
      return await send(text, values)
    } catch {
      // Nobody knows what is open on this connection; and what led here is what the caller must hear.
      broken = true
      return { command: 'ROLLBACK', rowCount: null, rows: [] }
    }
  }
  const release = (): void => {
    // First given back, so that there is always somebody who hears.
    client.release(broken)
    client.removeListener?.('error', lose)
  }
  return { query, release } as KyselyClient
}

function hasCode(error: unknown): boolean {
  return typeof (error as { readonly code?: unknown } | null)?.code === 'string'
}

/** PostgreSQL answers the COMMIT of a transaction that had failed with success, and rolls back. */
function checkCommitted(text: string, result: PostgresResult): PostgresResult {
  if (text === 'commit' && result.command === 'ROLLBACK')
    throw new Error('the transaction was rolled back: wanted COMMIT, got ROLLBACK')
  return result
}
