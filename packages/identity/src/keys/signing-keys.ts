/**
 * A JSON Web Key. Our own: the types of Node have no name for it that all their versions share.
 *
 * @see RFC 7517, section 4; RFC 7518, section 6; RFC 8037, section 2
 */
export type Jwk = Readonly<Partial<Record<JwkMember, string>>>

type JwkMember = 'kty' | 'kid' | 'use' | 'alg' | 'crv' | 'x' | 'y' | 'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi'

/** What the service signs with. */
export interface SigningKeys {
  /** Signs SAML responses. PEM; the certificate carries the public key to the service providers. */
  readonly saml: { readonly privateKey: string; readonly certificate: string }
  /** Signs ID tokens: private keys as a JWK set, the first one in use. */
  readonly oidc: { readonly keys: readonly Jwk[] }
}
