import { X509Certificate } from 'node:crypto'

/** The base64 between the PEM lines, as X509Certificate elements want it. */
export function toCertificateBody(pem: string): string {
  return new X509Certificate(pem).raw.toString('base64')
}
