import { AuthError } from '../model/auth-error.ts'
import { readPrivateKey } from './read-private-key.ts'
import { signatureMethods } from './signature-methods.ts'
import type { SignatureAlgorithm, SignatureMethod } from './signature-methods.ts'

/**
 * The asked algorithm when the key can do it; without one, the SHA-256 algorithm of the key's kind.
 *
 * @throws AuthError CONFIG_INVALID for a key of another kind: node:crypto would sign all the same, under a wrong name.
 */
export function pickSignatureMethod(privateKey: string, algorithm?: SignatureAlgorithm): SignatureMethod {
  const keyType = readPrivateKey(privateKey).asymmetricKeyType
  const picked = algorithm ?? (keyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256')
  const method = signatureMethods[picked]
  if (method.keyType === keyType) return method
  throw new AuthError('CONFIG_INVALID', `signatureAlgorithm ${picked}: wanted an ${method.keyType} key, got ${keyType}`)
}
