import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Jwk, SigningKeys } from '../keys/signing-keys.ts'
import type { Fields } from './fields.ts'
import { isCertificate } from './is-certificate.ts'

/** Null when new ones are to be made. @param options those of the service. */
export function parseSigningKeys(options: Fields): SigningKeys | null {
  const given = options.object('signingKeys', ['saml', 'oidc'])
  if (given === null) return null
  const saml = given.object('saml', ['privateKey', 'certificate'])
  const privateKey = saml?.text('privateKey') ?? ''
  const certificate = saml?.text('certificate') ?? ''
  if (!isPair(privateKey, certificate)) given.problem('saml', 'must hold a private key and its certificate, both PEM')
  const keys = given.object('oidc', ['keys'])?.raw('keys')
  if (!Array.isArray(keys) || keys.length === 0)
    given.problem('oidc', 'must hold a JWK set with one private key at least')
  return { saml: { privateKey, certificate }, oidc: { keys: (keys ?? []) as readonly Jwk[] } }
}

function isPair(privateKey: string, certificate: string): boolean {
  try {
    return isCertificate(certificate) && new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))
  } catch {
    return false
  }
}
