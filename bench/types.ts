/** What one operation cost in one round. `cpu` is user and system time; by default in microseconds. */
export type Cost = Readonly<Record<string, number>>

/** One way of doing what is compared. */
export interface Candidate {
  readonly name: string
  readonly warmUp?: () => Promise<void>
  readonly measure: () => Promise<Cost>
}

/** By candidate, one cost per round. */
export type Costs = ReadonlyMap<string, readonly Cost[]>

/** A finding: one number per round, and the aim it is held against. */
export interface Finding {
  readonly name: string
  readonly values: readonly number[]
  /** @default 'x' */
  readonly unit?: string
  /** At most this. None: for information. */
  readonly aim?: number
}
