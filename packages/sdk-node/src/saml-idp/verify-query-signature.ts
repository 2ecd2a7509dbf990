import { verify } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import { readCertificate } from './read-certificate.ts'
import { findSignatureMethod } from './signature-methods.ts'
import type { QuerySignature } from './read-message.ts'

/** Proves a signature of the HTTP-Redirect binding over the very bytes that arrived. */
export function verifyQuerySignature(signature: QuerySignature, certificates: readonly string[]): QuerySignature {
  const method = findSignatureMethod(signature.algorithm)
  if (method === null) {
    throw new AuthError(
      'REQUEST_INVALID',
      `SigAlg: wanted RSA or ECDSA with SHA-256 or better, got '${signature.algorithm}'`,
    )
  }
  const value = Buffer.from(signature.value, 'base64')
  const isGood = certificates
    .map((certificate) => readCertificate(certificate).publicKey)
    .filter((key) => key.asymmetricKeyType === method.keyType)
    .some((key) => verify(method.hash, Buffer.from(signature.signedText), { key, dsaEncoding: 'ieee-p1363' }, value))
  if (isGood) return signature
  throw new AuthError(
    'REQUEST_INVALID',
    `Signature: wanted one by ${certificates.length} known certificates, got another`,
  )
}
