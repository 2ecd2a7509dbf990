/** What a key must be: its type, or the curve it is on. */
export type KeyKind = 'rsa' | 'prime256v1' | 'secp384r1' | 'secp521r1' | 'ed25519'

/**
 * The signatures we take under an ID token, and the kind of key each needs. Not `none`, and no HMAC: its key would be the
 * client secret, which is known to every copy of the application, or a public key mistaken for a secret.
 *
 * @see RFC 8725, section 3.1
 */
export const signingAlgorithms: ReadonlyMap<unknown, KeyKind> = new Map<unknown, KeyKind>([
  ['RS256', 'rsa'],
  ['RS384', 'rsa'],
  ['RS512', 'rsa'],
  ['PS256', 'rsa'],
  ['PS384', 'rsa'],
  ['PS512', 'rsa'],
  ['ES256', 'prime256v1'],
  ['ES384', 'secp384r1'],
  ['ES512', 'secp521r1'],
  ['EdDSA', 'ed25519'],
  ['Ed25519', 'ed25519'],
])
