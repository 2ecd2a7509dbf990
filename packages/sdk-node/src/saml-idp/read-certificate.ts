import { X509Certificate } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'

/** @throws AuthError CONFIG_INVALID for anything but a PEM certificate. */
export function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new AuthError('CONFIG_INVALID', 'certificate: wanted PEM, got something else', { cause })
  }
}
