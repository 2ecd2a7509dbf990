/** Everything a protocol may touch beyond its own arguments. */
export interface Outside {
  readonly now: () => Date
  /** Follows no redirect, has a deadline and a size limit; see `node/guarded-fetch.ts`. */
  readonly fetch: typeof globalThis.fetch
}
