import { createPublicKey, randomBytes, sign } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import { der } from './der.ts'
import { readPrivateKey } from './read-private-key.ts'

/** What {@link createCertificate} takes. */
export interface CreateCertificateOptions {
  /** PEM, RSA or elliptic. */
  readonly privateKey: string
  /** What people read in the certificate. SAML trusts the key alone. */
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
}

const signatureAlgorithms: Readonly<Record<string, Buffer>> = {
  rsa: der.sequence(der.oid('1.2.840.113549.1.1.11'), der.null()),
  ec: der.sequence(der.oid('1.2.840.10045.4.3.2')),
}

/**
 * Makes the self-signed certificate in which SAML carries a public key, as PEM. node:crypto reads certificates but
 * cannot make one.
 *
 * @throws AuthError CONFIG_INVALID for a key that is neither RSA nor elliptic.
 * @see RFC 5280, section 4.1
 */
export function createCertificate(options: CreateCertificateOptions): string {
  const privateKey = readPrivateKey(options.privateKey)
  const algorithm = signatureAlgorithms[privateKey.asymmetricKeyType ?? '']
  if (algorithm === undefined) {
    throw new AuthError('CONFIG_INVALID', `privateKey: wanted an rsa or ec key, got ${privateKey.asymmetricKeyType}`)
  }
  const name = der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8String(options.commonName))))
  const toBeSigned = der.sequence(
    der.tagged(0, der.integer(Buffer.of(2))),
    // Positive, at most 20 octets, never zero: RFC 5280, section 4.1.2.2.
    der.integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    name,
    der.sequence(der.time(options.notBefore), der.time(options.notAfter)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  )
  const certificate = der.sequence(toBeSigned, algorithm, der.bitString(sign('sha256', toBeSigned, privateKey)))
  return toPem(certificate)
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
