import { X509Certificate } from 'node:crypto'

/** True for a certificate in PEM form. */
export function isCertificate(pem: string): boolean {
  try {
    return pem.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}
