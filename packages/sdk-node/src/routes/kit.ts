import type { Config } from '../config/config.ts'
import type { LoginCookies } from '../http/login-cookies.ts'
import type { LogoutCookies } from '../http/logout-cookies.ts'
import type { CompleteGroups } from '../login/complete-groups.ts'
import type { Protocols } from '../login/protocols.ts'
import type { Connection } from '../model/connection.ts'
import type { Session } from '../model/session.ts'
import type { DiscoveryReport } from '../discovery/create-discovery.ts'
import type { Connections, ReadRecord } from '../ports/connections.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import type { SessionCookies } from '../http/session-cookies.ts'
import type { SessionSize } from './large-session-notice.ts'
import type { ScimTools } from './load-scim.ts'
import type { SignalKeys } from './load-signal-keys.ts'
import type { RevocationWatch } from '../sessions/revocation-watch.ts'
import type { SessionRoles } from '../sessions/session-roles.ts'
import type { SecretBox } from '../stores/secret-box.ts'
import type { Answer } from '../ports/answer.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

/** Everything a route may use. Made once by `createAuth`. */
export interface Kit {
  readonly config: Config
  readonly store: Store
  readonly connections: Connections
  /** What lookups keep in memory; one for all origins. */
  readonly discovery: { readonly report: () => Promise<DiscoveryReport>; readonly expire: () => Promise<void> }
  /** Loaded with the first record that is read. */
  readonly readRecord: () => Promise<ReadRecord>
  readonly secretBox: () => Promise<SecretBox>
  readonly protocols: Protocols
  /** Loaded with the first request of a SCIM client; one for all origins. */
  readonly scim: () => Promise<ScimTools>
  /** Loaded with the first security event; one for all origins. */
  readonly signalKeys: () => Promise<SignalKeys>
  readonly completeGroups: CompleteGroups
  readonly loginCookies: LoginCookies
  readonly logoutCookies: LogoutCookies
  readonly sessionCookies: SessionCookies
  /** Those that no cookie had room for; one for all origins. */
  readonly sessionRoles: SessionRoles
  readonly noteLargeSession: (size: SessionSize) => void
  /** Whose sessions are over; one for all origins. */
  readonly revocations: RevocationWatch
  /** True while this client may ask again; see `routes/discover.ts` and `routes/test-sign-in.ts`. */
  readonly mayAsk: (client: Client) => boolean
  /** True while this client may say that sessions are over, where it proves little; see `routes/frontchannel-logout.ts`. */
  readonly mayEndSessions: (client: Client) => boolean
  /** True while failures of this client still go into the audit log; see `record-failed-login.ts`. */
  readonly mayRecordFailure: (client: Client) => boolean
  /** Clock and network, as far as this connection may reach. */
  readonly outsideOf: (connection: Connection) => Outside
}

/** Who is asking, as far as the adapter knows. */
export interface Client {
  /** Address of the browser; null when unknown. */
  readonly ip: string | null
}

/** One request on its way through a route. */
export interface Visit {
  readonly request: IncomingRequest
  readonly url: URL
  readonly client: Client
  /** Values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>
  readonly session: () => Promise<Session | null>
}

/** Answers one URL. Throws AuthError; `auth.ts` turns that into the one error answer. */
export type Route = (visit: Visit, kit: Kit) => Promise<Answer>
