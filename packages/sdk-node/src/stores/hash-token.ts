import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * What is kept of a token that is shown once: SHA-256, base64url. For tokens of 128 random bits or more, which nobody can
 * guess; a password needs a slow hash instead.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** True when the hash is the token's; takes equally long for every wrong one. */
export function isTokenOf(hash: string, token: string): boolean {
  const [kept, given] = [Buffer.from(hash), Buffer.from(hashToken(token))]
  return kept.length === given.length && timingSafeEqual(kept, given)
}
