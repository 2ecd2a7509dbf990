/**
 * The signatures we take under an ID token. Not `none`, and no HMAC: its key would be the client secret, which is known to
 * every copy of the application, or a public key mistaken for a secret.
 *
 * @see RFC 8725, section 3.1
 */
export const signingAlgorithms: ReadonlySet<string> = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
])
