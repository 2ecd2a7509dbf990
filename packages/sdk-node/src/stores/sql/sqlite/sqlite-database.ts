/** What is needed of a SQLite driver. Synchronous: SQLite runs in this process. */
export interface SqliteDatabase {
  /** Runs one statement to its end. @returns its rows; none for a statement that gives none. */
  readonly all: (sql: string, values: readonly unknown[]) => unknown[]
  /** Runs one without values, whose rows nobody wants, and keeps nothing of it. */
  readonly exec: (sql: string) => void
  readonly close: () => void
}

/** The store has a few dozen statements. */
const maxStatements = 200

/** Prepares every statement once. The oldest makes room. */
export function prepareOnce<S>(prepare: (sql: string) => S): (sql: string) => S {
  const prepared = new Map<string, S>()
  return (sql) => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const [oldest] = prepared.size < maxStatements ? [] : prepared.keys()
    if (oldest !== undefined) prepared.delete(oldest)
    const statement = prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
}
