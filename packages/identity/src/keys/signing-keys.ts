import type { JsonWebKey } from 'node:crypto'

/** What the service signs with. */
export interface SigningKeys {
  /** Signs SAML responses. PEM; the certificate carries the public key to the service providers. */
  readonly saml: { readonly privateKey: string; readonly certificate: string }
  /** Signs ID tokens: private keys as a JWK set, the first one in use. */
  readonly oidc: { readonly keys: readonly JsonWebKey[] }
}
