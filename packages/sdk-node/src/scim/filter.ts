import type { Attribute } from './schema.ts'

/** Where in a resource, or in an element of a multi-valued attribute, a value is. */
export interface AttributePath {
  /**
   * In canonical case, for switches: `userName`, `name.givenName`, `meta.lastModified`, `emails.value`, and of an extension
   * `urn:…:User:department`. Inside a value path it is relative to the element: `type`.
   */
  readonly name: string
  /** The URN of the extension it is in; null: of none. */
  readonly extension: string | null
  readonly attribute: Attribute
  readonly sub: Attribute | null
}

/** What values are compared by: folded, or an instant. Null: it cannot be compared. */
export type ComparisonKey = string | number | boolean | null

export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** A filter that was parsed against a schema: every path in it exists. @see RFC 7644, section 3.4.2.2 */
export type Filter =
  | { readonly type: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly type: 'not'; readonly filter: Filter }
  | {
      readonly type: 'compare'
      readonly path: AttributePath
      readonly op: CompareOperator
      /** As it is spelled; booleans are booleans even where a client wrote `"True"`. */
      readonly value: string | number | boolean | null
      /** What a value is compared with. */
      readonly key: ComparisonKey
    }
  | { readonly type: 'present'; readonly path: AttributePath }
  /** One element must match the whole of it. `emails[type eq "work"].value eq "x"` is `emails[type eq "work" and value eq "x"]`. */
  | { readonly type: 'valuePath'; readonly path: AttributePath; readonly filter: Filter }
