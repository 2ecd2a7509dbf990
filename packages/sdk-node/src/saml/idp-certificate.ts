import { X509Certificate } from 'node:crypto'
import type { IdpCertificate } from '../model/connection.ts'
import { metadataInvalid } from './metadata-invalid.ts'

/**
 * Reads one certificate of an identity provider: PEM, also with text around it as openssl writes it, or bare base64 with
 * white space anywhere, as it stands in metadata.
 *
 * @throws AuthError SAML_METADATA_INVALID
 */
export function toIdpCertificate(pemOrBase64: string): IdpCertificate {
  const certificate = readCertificate(toBase64(pemOrBase64))
  const keyType = certificate.publicKey.asymmetricKeyType
  if (keyType !== 'rsa' && keyType !== 'ec') {
    throw metadataInvalid(`certificate: wanted an RSA or elliptic key, got ${keyType}`)
  }
  return {
    pem: certificate.toString(),
    publicKey: certificate.publicKey,
    notAfter: new Date(certificate.validTo),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

function toBase64(text: string): string {
  const blocks = [...text.matchAll(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END/g)]
  if (blocks.length > 1) throw metadataInvalid(`certificate: wanted one, got ${blocks.length}`)
  const base64 = (blocks[0]?.[1] ?? text).replace(/\s+/g, '')
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return base64
  throw metadataInvalid('certificate: wanted PEM or base64, got something else')
}

function readCertificate(base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    throw metadataInvalid('certificate: wanted X.509, got other bytes')
  }
}
