import { readCertificate } from './read-certificate.ts'

/** The base64 between the PEM lines, as X509Certificate elements want it. */
export function toCertificateBody(pem: string): string {
  return readCertificate(pem).raw.toString('base64')
}
