import type { Database } from './database.ts'

/** How a store talks to its database. Work that fails because of others is done again as a whole, a bounded number of times. */
export interface Queries {
  /** One statement. */
  readonly run: <T>(work: (db: Database) => Promise<T>) => Promise<T>
  /** All or nothing. MUST ask nobody but the transaction it is given: what it does may be undone and done again. */
  readonly transact: <T>(work: (transaction: Database) => Promise<T>) => Promise<T>
  /** Tells other instances that something was written that they keep in memory, where the engine can. Best effort: never fails. */
  readonly announce?: () => Promise<void>
}

/** One statement of a migration. */
export type Statement = (db: Database) => { readonly execute: () => Promise<unknown> }

/** The right to change the schema, while nobody else has it. */
export interface MigrationTurn {
  readonly db: Database
  readonly apply: (statement: Statement) => Promise<void>
}

/** An open database, and the little in which engines differ. */
export interface Engine extends Queries {
  /** Whether rows have to be locked, because several write at once. Elsewhere a transaction is alone from its beginning. */
  readonly locksRows: boolean
  readonly announce: () => Promise<void>
  readonly hasTable: (name: string) => Promise<boolean>
  /** Runs the work when no other instance or process is migrating. */
  readonly takeMigrationTurn: <T>(work: (turn: MigrationTurn) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}
