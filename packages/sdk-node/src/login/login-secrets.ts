import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { loginIdPrefix } from '../model/pending-login.ts'

/** 192 random bits. */
export function newLoginId(): string {
  return loginIdPrefix + randomBytes(24).toString('base64url')
}

/** 256 random bits for the browser's cookie. The store has only the hash, so knowing a login id is not enough to finish it. */
export function newBrowserKey(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256, base64url. */
export function hashBrowserKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

/** Compares in constant time. */
export function isBrowserKey(key: string, hash: string): boolean {
  const given = Buffer.from(hashBrowserKey(key))
  const stored = Buffer.from(hash)
  return given.length === stored.length && timingSafeEqual(given, stored)
}
