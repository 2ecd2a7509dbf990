/** What an identity provider proved about a person. Everything here was covered by a signature or came over TLS. */
export interface Identity {
  readonly connectionId: string
  /** SAML issuer or OIDC `iss`. */
  readonly issuer: string
  /** Stable id of the person at this connection: the mapped attribute, else the NameID or `sub`. */
  readonly subject: string
  /** SAML: format URN of the NameID. OIDC: null. */
  readonly subjectFormat: string | null
  /** NameID or `sub`, whatever the subject is. */
  readonly nameId: string
  readonly email: string | null
  /** What the IdP says about the address; null when it says nothing (all SAML, Entra). */
  readonly emailVerified: boolean | null
  readonly username: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly name: string | null
  readonly groups: readonly string[]
  /** False: the IdP sent a link instead of the groups, because they are too many. Nobody signs in with half of their groups. */
  readonly groupsComplete: boolean
  /** Everything the IdP sent, by name. Has no prototype: names come from outside. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly authenticatedAt: Date | null
  /** AuthnContextClassRef or `acr`. */
  readonly authenticationContext: string | null
  /** `amr`. */
  readonly authenticationMethods: readonly string[]
  /** SessionIndex or `sid`. */
  readonly sessionIndex: string | null
  /** The IdP wants the session over by then: SessionNotOnOrAfter or `session_expiry`. */
  readonly sessionExpiresAt: Date | null
}
