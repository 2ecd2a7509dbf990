import { randomBytes } from 'node:crypto'

/** A token nobody can guess: 256 bits. The beginning is for who finds one where it should not be. */
export function createTokenText(): string {
  return `scim_${randomBytes(32).toString('base64url')}`
}

/** True for what can be a token. Nothing else is looked up. */
export function isTokenForm(text: string): boolean {
  return /^scim_[A-Za-z0-9_-]{43,128}$/.test(text)
}
