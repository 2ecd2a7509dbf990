import { hash, timingSafeEqual } from 'node:crypto'

/**
 * What is kept of a token that is shown once: SHA-256, base64url. For tokens of 128 random bits or more, which nobody can
 * guess; a password needs a slow hash instead.
 */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** True when the hash is the token's; takes equally long for every wrong one. */
export function isTokenOf(tokenHash: string, token: string): boolean {
  const [kept, given] = [Buffer.from(tokenHash), Buffer.from(hashToken(token))]
  return kept.length === given.length && timingSafeEqual(kept, given)
}
