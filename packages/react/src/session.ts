/** A session as the browser may see it. Times are ISO 8601. The same as `WireSession` of the SDK. */
export interface Session {
  readonly id: string
  readonly user: SessionUser
  readonly organization: { readonly id: string; readonly name: string }
  /** Id of the connection that signed the person in. */
  readonly connection: string
  readonly roles: readonly string[]
  readonly createdAt: string
  readonly authenticatedAt: string
  /** How the person was checked: SAML's AuthnContextClassRef or `acr`; null: that was not said. */
  readonly authenticationContext: string | null
  /** `amr`: what they were checked with. */
  readonly authenticationMethods: readonly string[]
  readonly expiresAt: string
  readonly endsAt: string
}

export interface SessionUser {
  readonly id: string
  readonly email: string | null
  readonly name: string | null
}

/** A session as the server knows it: its times may still be `Date`s. */
export type InitialSession = Omit<Session, Times> & Readonly<Record<Times, string | Date>>

type Times = 'createdAt' | 'authenticatedAt' | 'expiresAt' | 'endsAt'

/** What `useSession` answers. */
export type SessionState = (
  | { readonly status: 'loading'; readonly session: null }
  | { readonly status: 'authenticated'; readonly session: Session }
  | { readonly status: 'unauthenticated'; readonly session: null }
) & {
  /** Why the last question got no answer, until one does. What was known before stays. */
  readonly error: Error | null
  /** Asks the server again. Never rejects: see `error`. */
  readonly refresh: () => Promise<void>
}
