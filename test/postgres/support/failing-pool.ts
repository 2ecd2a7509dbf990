import type { PostgresPool } from '@launchpad-sso/sdk-node/postgres'

/** A real pool with a bad day. */
export interface FailingPool extends PostgresPool {
  /** Every statement so far, the failed ones too. */
  readonly statements: readonly string[]
  /** How connections were given back: true for those not to be used again. */
  readonly released: readonly boolean[]
}

/** @param fail says which statement fails, and how; null when it is to be carried out. */
export function createFailingPool(pool: PostgresPool, fail: (statement: string) => Error | null): FailingPool {
  const statements: string[] = []
  const released: boolean[] = []
  return {
    statements,
    released,
    connect: async () => {
      const client = await pool.connect()
      return {
        query: async (query) => {
          statements.push(query.text)
          const error = fail(query.text)
          if (error === null) return client.query(query)
          // A transaction that fails at its end leaves nothing, as if it had never been.
          if (query.text === 'commit') await client.query({ text: 'rollback', values: [] })
          throw error
        },
        release: (destroy = false) => {
          released.push(destroy)
          client.release(destroy)
        },
      }
    },
  }
}

/** A failure as pg reports it. */
export function pgError(code: string, fields: object = {}): Error {
  return Object.assign(new Error(`injected ${code}`), { code, ...fields })
}

/** Fails the first so many statements that match, with one code. */
export function failFirst(
  count: number,
  pattern: RegExp,
  code: string,
  fields: object = {},
): (statement: string) => Error | null {
  let left = count
  return (statement) => {
    if (left === 0 || !pattern.test(statement)) return null
    left -= 1
    return pgError(code, fields)
  }
}
