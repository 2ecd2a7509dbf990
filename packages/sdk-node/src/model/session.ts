/** What our cookie says about a person. Small on purpose: no tokens, no raw attributes. */
export interface Session {
  readonly id: string
  readonly user: { readonly id: string; readonly email: string | null; readonly name: string | null }
  readonly organization: { readonly id: string; readonly name: string }
  /** Id of the connection that signed the person in. */
  readonly connection: string
  /** Who the person is at the identity provider, and in which of its sessions, as `toUpstreamKey`; null: the app itself signed them in. */
  readonly upstream: { readonly subject: string; readonly sessionIndex: string | null } | null
  readonly roles: readonly string[]
  readonly createdAt: Date
  /** When the IdP checked the person; the same as `createdAt` where it did not say. */
  readonly authenticatedAt: Date
  /** How the IdP checked the person: AuthnContextClassRef or `acr`; null: it did not say. */
  readonly authenticationContext: string | null
  /** `amr`; empty: it did not say. SAML has none. */
  readonly authenticationMethods: readonly string[]
  /** Unused until then, the session ends. Moves with use, never past `endsAt`. */
  readonly expiresAt: Date
  /** The session ends then, used or not: our absolute limit or the IdP's, whichever is first. */
  readonly endsAt: Date
}
