import type { ConnectionSource } from '../ports/connections.ts'
import type { Log } from '../ports/log.ts'

/** The parsed options: complete, checked, frozen. */
export interface Config {
  /** Origin only; the path is always '/'. */
  readonly baseUrl: URL
  readonly basePath: string
  readonly https: boolean
  readonly secrets: readonly string[]
  readonly productName: string
  readonly session: { readonly idleSeconds: number; readonly absoluteSeconds: number; readonly cookieName: string }
  readonly connections: readonly ConnectionSource[]
  /** Id of the connection for everyone without one of their own. */
  readonly defaultConnectionId: string | null
  readonly log: Log
  readonly now: () => Date
  /** Null: the guarded fetch, made per connection. */
  readonly fetch: typeof globalThis.fetch | null
}
