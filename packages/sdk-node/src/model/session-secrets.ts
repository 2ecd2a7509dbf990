/** A NameID exactly as it was issued: a LogoutRequest must repeat it so. @see saml-core-2.0-os, section 8.3 */
export interface SamlNameId {
  readonly value: string
  readonly format: string | null
  readonly nameQualifier: string | null
  readonly spNameQualifier: string | null
}

/** What the identity provider's token endpoint gave, beside the ID token. */
export interface UpstreamTokens {
  /** Who gave them. A connection may lead to somebody else by now, to whom they must not be shown. */
  readonly issuer: string
  readonly accessToken: string
  /** Null: it cannot be renewed. */
  readonly refreshToken: string | null
  /** Null: it did not say. */
  readonly expiresAt: Date | null
  /** Null: what was asked for. */
  readonly scope: string | null
}

/** What a session's record keeps, sealed, because it is secret or because a cookie has no room for it. */
export interface SessionSecrets {
  /** OIDC: the `id_token_hint` of a sign-out at the identity provider. */
  readonly idToken: string | null
  /** SAML: whom a LogoutRequest names. */
  readonly nameId: SamlNameId | null
  /** SessionIndex or `sid`, as it came. */
  readonly sessionIndex: string | null
  /** Null: not asked for (`session.keepTokens`). */
  readonly tokens: UpstreamTokens | null
  /** Those that did not fit into the cookie; null: the cookie has them. */
  readonly roles: readonly string[] | null
}

/** What a protocol found for them. */
export type UpstreamSecrets = Pick<SessionSecrets, 'idToken' | 'nameId' | 'tokens'>
