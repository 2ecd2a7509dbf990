import { hkdfSync } from 'node:crypto'

/** A key for one purpose out of a secret, so that no secret serves two. @see RFC 5869 */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `launchpad-identity ${purpose}`, 32))
}
