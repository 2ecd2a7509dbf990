import type { JsonObject } from '../model/json.ts'
import type { ScimSlice } from '../ports/scim-directory.ts'

/** What lists need of one type of resource, or of several as if they were one; for one filter and one order. */
export interface Source<R> {
  /** In the order of their keys. `after` is a key. */
  readonly list: (slice: ScimSlice) => Promise<readonly R[]>
  readonly count: () => Promise<number>
  /** Those that there are, in whatever order. */
  readonly findMany: (keys: readonly string[]) => Promise<readonly R[]>
  readonly keyOf: (resource: R) => string
  /** What indexes find for the filter, in the order of their keys; null: everything has to be looked at. */
  readonly findCandidates: (() => Promise<readonly R[]>) | null
  /** Those that match the filter, in their order; null: there is no filter. */
  readonly match: ((resources: readonly R[]) => Promise<readonly R[]>) | null
  /** What sorting looks at, of each of them. */
  readonly toSortKeys: (resources: readonly R[]) => Promise<readonly JsonObject[]>
  /** Each as the client wants to see it. */
  readonly show: (resources: readonly R[]) => Promise<readonly JsonObject[]>
}
