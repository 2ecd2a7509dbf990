import type { Statement } from '../engine.ts'

/** A step of the schema. Released, it is never changed: what comes next is a migration of its own. */
export interface Migration {
  /** Number and name, as its file. */
  readonly id: string
  /**
   * One statement each, in a transaction of its own where an engine wants that (CockroachDB). Each MUST do nothing when it was
   * done before, or a migration that was interrupted could not be resumed; and MUST leave what the version before reads, or
   * instances could not be replaced one by one.
   */
  readonly statements: readonly Statement[]
}
