import type { JsonObject } from '../model/json.ts'
import type { ScimDirectory, ScimSlice } from '../ports/scim-directory.ts'
import type { Filter } from './filter.ts'
import type { Lookup } from './find-lookups.ts'
import type { ResourceSchema } from './schema.ts'
import type { Stored } from './to-resource.ts'

/** In whose directory, and where its URLs begin. */
export interface Site {
  readonly directory: ScimDirectory
  readonly baseUrl: string
}

/** Says whether an attribute is wanted that costs something to know: `groups`, `members`. */
export type Wants = (name: string) => boolean

/** One type of resource: what is the same for users and groups is written for this. */
export interface Endpoint<R extends Stored> {
  readonly name: 'Users' | 'Groups'
  readonly scope: 'users' | 'groups'
  readonly schema: ResourceSchema
  readonly find: (id: string, directory: ScimDirectory) => Promise<R | null>
  readonly findMany: (ids: readonly string[], directory: ScimDirectory) => Promise<readonly R[]>
  readonly list: (slice: ScimSlice, directory: ScimDirectory) => Promise<readonly R[]>
  readonly count: (directory: ScimDirectory) => Promise<number>
  readonly lookUp: (lookup: Lookup, directory: ScimDirectory) => Promise<readonly R[]>
  /** @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID, SCIM_CONFLICT */
  readonly create: (body: unknown, directory: ScimDirectory) => Promise<R>
  /** Null: somebody else wrote in between. @throws AuthError as for `create` */
  readonly replace: (before: R, body: unknown, directory: ScimDirectory) => Promise<R | null>
  /** Reads the body once; what it answers may have to be done again. @throws AuthError SCIM_* */
  readonly parsePatch: (body: unknown) => (before: R, directory: ScimDirectory) => Promise<R | null>
  readonly remove: (resource: R, directory: ScimDirectory) => Promise<boolean>
  /** As they are, with `groups` or `members` as far as they are wanted. */
  readonly show: (resources: readonly R[], wants: Wants, site: Site) => Promise<readonly JsonObject[]>
  /** The same as far as a filter looks at it. */
  readonly showTo: (filter: Filter, resources: readonly R[], site: Site) => Promise<readonly JsonObject[]>
  /** True: a PATCH is answered with 204, unless attributes are asked for. */
  readonly isPatchSilent: boolean
}
