import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'

/** @throws AuthError CONFIG_INVALID for anything but a PEM key; the key itself is never told. */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new AuthError(
      'CONFIG_INVALID',
      'privateKey: wanted a PEM private key without a passphrase, got something else',
    )
  }
}
