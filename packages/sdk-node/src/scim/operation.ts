import type { Json } from '../model/json.ts'
import type { Filter } from './filter.ts'
import type { Attribute } from './schema.ts'

/** The target of an operation. @see RFC 7644, section 3.5.2, figure 7 */
export interface PatchPath {
  /** As it came. */
  readonly text: string
  /** The URN of the extension it is in; null: of none. */
  readonly extension: string | null
  /** Null: the whole extension. */
  readonly attribute: Attribute | null
  /** Which elements of it; null: all. */
  readonly filter: Filter | null
  readonly sub: Attribute | null
}

/** One change of one attribute. Its values have the types and the spelling of the schema. */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: PatchPath
  /** Null: none. Of `remove` it says which elements go. */
  readonly value: Json
}
