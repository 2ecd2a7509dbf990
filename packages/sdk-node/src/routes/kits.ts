import type { HasHeaders } from '../ports/has-headers.ts'
import type { Kit } from './kit.ts'

/** One kit per origin of ours. */
export interface Kits {
  readonly main: Kit
  /** The kit of the origin a request came to. @throws AuthError HOST_NOT_ALLOWED */
  readonly get: (source: HasHeaders) => Kit
  /** The same; null for a host that is none of ours. */
  readonly find: (source: HasHeaders) => Kit | null
}
