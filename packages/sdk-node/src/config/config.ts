import type { OnSignIn } from '../model/on-sign-in.ts'
import type { ScimExtension } from '../model/scim-extension.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Log } from '../ports/log.ts'

/** The parsed options: complete, checked, frozen. */
export interface Config {
  /** The main origin, or the one a request came to. Origin only; the path is always '/'. */
  readonly baseUrl: URL
  /** The origin a request came to; null when there is only `baseUrl`. @throws AuthError HOST_NOT_ALLOWED */
  readonly originOf: ((source: HasHeaders) => string) | null
  readonly basePath: string
  /** Both together, without a slash at the end: the front of every URL of ours. */
  readonly authUrl: string
  readonly https: boolean
  /** Paths of the app's own pages; null where it has none. */
  readonly signInPage: string | null
  readonly passwordPage: string | null
  readonly secrets: readonly string[]
  readonly productName: string
  readonly session: {
    readonly idleSeconds: number
    readonly absoluteSeconds: number
    /** As the option says it. */
    readonly plainCookieName: string
    /** As it is called at `baseUrl`. */
    readonly cookieName: string
    readonly keepTokens: boolean
  }
  readonly logout: { readonly forwardTo: readonly URL[] }
  readonly connections: readonly ConnectionSource[]
  /** Id of the connection for everyone without one of their own. */
  readonly defaultConnectionId: string | null
  /** Null: everybody who may come in does. */
  readonly onSignIn: OnSignIn | null
  /** Name servers asked for the proof of a domain; empty: the machine's. */
  readonly dns: { readonly servers: readonly string[]; readonly timeoutMs: number }
  readonly scim: { readonly requestsPerMinute: number; readonly extensions: readonly ScimExtension[] }
  readonly webhooks: { readonly timeoutMs: number; readonly insecureAllowPrivateNetwork: boolean }
  /** What proves that events come from the identity service; null: none are accepted. */
  readonly identityEventsSecret: string | null
  /** Domains kept in memory at most; beyond that the store is asked. */
  readonly maxDomainsInMemory: number
  readonly log: Log
  readonly now: () => Date
  /** Null: the guarded fetch, made per connection. */
  readonly fetch: typeof globalThis.fetch | null
}
