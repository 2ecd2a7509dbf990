import type { Session } from '../model/session.ts'
import type { WriteContext } from '../model/write-context.ts'

/** Whose sessions are to end. */
export type SessionScope =
  | { readonly sessionId: string }
  /** All of a person. */
  | { readonly userId: string }
  /** Of everybody whom that connection signed in. */
  | { readonly connectionId: string }
  /** Of everybody in the organization. */
  | { readonly everybody: true }

/** A living session, for the list of a person's sessions. */
export interface ListedSession {
  readonly id: string
  readonly userId: string
  readonly connectionId: string
  readonly createdAt: Date
  /** When its cookie was last written: who is there now was seen a tenth of the idle time ago at most. */
  readonly lastSeenAt: Date
  /** Unused until then, it ends. */
  readonly expiresAt: Date
  readonly endsAt: Date
  /** Address it began from; null: unknown. */
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Whose sessions are listed. */
export interface SessionListQuery {
  readonly userId: string
  /** @default 100, the most */
  readonly limit?: number
}

/** What opens the identity provider's own API. */
export interface UpstreamAccessToken {
  readonly accessToken: string
  /** Null: the provider did not say. */
  readonly expiresAt: Date | null
  /** Null: what was asked for. */
  readonly scope: string | null
}

/** How long a token must live on. */
export interface AccessTokenOptions {
  /** @default 60 */
  readonly minimumSeconds?: number
}

/** Sessions that have begun. */
export interface ManageSessions {
  /**
   * The living sessions of a person, the one seen last first. One that was revoked is left out.
   *
   * @throws AuthError REQUEST_INVALID, USER_NOT_FOUND
   */
  readonly list: (organizationId: string, query: SessionListQuery) => Promise<readonly ListedSession[]>
  /**
   * Ends them: here at once, at every other instance within a second. Who may, signs in again.
   *
   * @throws AuthError REQUEST_INVALID, SESSION_NOT_FOUND (it is another organization's), USER_NOT_FOUND, CONNECTION_NOT_FOUND
   */
  readonly revoke: (organizationId: string, scope: SessionScope, context?: WriteContext) => Promise<void>
  /**
   * The identity provider's access token of a session (`session.keepTokens`), renewed when it is about to end: by one instance, whoever asks
   * meanwhile waits for it. Writes no cookie, so it may be called where none can be written, and while a page is prefetched.
   *
   * @returns null when the provider gave none: SAML, or a session that began before tokens were kept.
   * @throws AuthError CONFIG_INVALID without `keepTokens`, SESSION_NOT_FOUND, OIDC_REFRESH_REFUSED, OIDC_REFRESH_FAILED
   */
  readonly getAccessToken: (session: Session, options?: AccessTokenOptions) => Promise<UpstreamAccessToken | null>
}
