import type { Connection, SamlConnection } from '../model/connection.ts'
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

/** A connection, or what is known of it before its metadata was fetched. */
export type ConnectionSource =
  | { readonly kind: 'ready'; readonly connection: Connection }
  | {
      readonly kind: 'metadata-url'
      readonly metadataUrl: URL
      /** Without what only the metadata says. */
      readonly known: SamlConnection
      /** @throws AuthError SAML_METADATA_INVALID */
      readonly complete: (metadataXml: string) => Connection
    }
