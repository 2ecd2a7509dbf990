import type { AuthenticationRule } from '../model/authentication-policy.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Memo } from '../model/memo.ts'
import type { SessionSecrets, UpstreamSecrets } from '../model/session-secrets.ts'
import type { Outside } from './outside.ts'

/** Where the browser goes next. Data, not a Response: protocols know nothing of HTTP servers. */
export type Handoff =
  | { readonly kind: 'redirect'; readonly url: URL }
  | { readonly kind: 'form-post'; readonly url: URL; readonly fields: Readonly<Record<string, string>> }

/** What `start` is asked. */
export interface Ask<C extends Connection> {
  readonly connection: C
  /** The RelayState or `state`; for SAML also the id of the request. */
  readonly loginId: string
  /** Our ACS or redirect URI of this connection. */
  readonly replyTo: URL
  /** E-mail address the person typed, when there is one. */
  readonly loginHint: string | null
  /** Ask the IdP to check the person again, whatever the connection says. */
  readonly forceAuthn: boolean
  /** How recently and how the person should have been checked, as far as the protocol can ask for it; null: as the connection says. */
  readonly wish: AuthenticationRule | null
}

/** What `finish` gets: what the browser brought, and what `start` remembered. */
export interface Reply<C extends Connection, M extends Memo> {
  readonly connection: C
  readonly loginId: string
  readonly replyTo: URL
  readonly memo: M
  /** Query or form fields. */
  readonly params: URLSearchParams
  /** Hears the name of each check that has passed, in order. For test sign-ins. */
  readonly passed?: (check: string) => void
}

/** One way to sign in. */
export interface Protocol<C extends Connection, M extends Memo> {
  /** @returns where to send the browser and what to remember. */
  readonly start: (ask: Ask<C>, outside: Outside) => Promise<{ readonly handoff: Handoff; readonly memo: M }>
  /** @throws AuthError with a `SAML_`, `OIDC_` or `LOGIN_REFUSED` code. Never answers for a reply it could not verify. */
  readonly finish: (reply: Reply<C, M>, outside: Outside) => Promise<Proof>
}

/** The identity, and the name under which this very reply may be used once. */
export interface Proof {
  readonly identity: Identity
  /** Assertion ID or `nonce`: with the connection it names the reply for the replay guard. */
  readonly replayId: string
  /** After this the reply is too old to be accepted anyway, so the guard may forget it. */
  readonly replayUntil: Date
  /** When the identity provider wrote the reply, by its clock. */
  readonly issuedAt: Date
  /** What signing out at the identity provider will need, and its tokens. */
  readonly secrets: UpstreamSecrets
}

/** What a sign-out at the identity provider is started with. */
export interface LogoutAsk<C extends Connection> {
  readonly connection: C
  /** The `state` or RelayState; for SAML also the id of the LogoutRequest. Opaque; starts with a letter. */
  readonly logoutId: string
  /** Where the browser is to come back to. */
  readonly returnUrl: URL
  /** Of the session that is over; null: nothing is known of it any more. */
  readonly secrets: SessionSecrets | null
}

/** Signing out at the identity provider, begun here. */
export interface UpstreamLogout<C extends Connection> {
  /** Null: the identity provider offers none, or nothing is known that it would need. */
  readonly startLogout: (ask: LogoutAsk<C>, outside: Outside) => Promise<Handoff | null>
}
