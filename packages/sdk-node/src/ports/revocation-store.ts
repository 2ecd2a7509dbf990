import type { Revocation } from '../model/revocation.ts'

/** A revocation, and its place among all. */
export interface NumberedRevocation extends Revocation {
  /** From 1; one with a higher number never becomes visible before one with a lower. */
  readonly sequence: number
}

/**
 * Whose sessions are over. Nobody writes them: a store MUST put here what `listRevocations` answers for every event it writes, in the same step.
 */
export interface Revocations {
  /** Number of the last one; 0 before the first. */
  readonly head: () => Promise<number>
  /** Those after, in order, at most `limit`. */
  readonly list: (after: number, limit: number) => Promise<readonly NumberedRevocation[]>
  /** Forgets those of a moment before; at most `limit`. */
  readonly sweep: (before: Date, limit: number) => Promise<void>
  /** As `Changes.listen`: null where a store cannot tell. */
  readonly listen: ((heard: () => void) => Promise<() => Promise<void>>) | null
}
