import { randomBytes } from 'node:crypto'

/** An XML ID nobody can guess: an underscore, because an ID may not start with a digit. @see saml-core-2.0-os, section 1.3.4 */
export function createMessageId(): string {
  return `_${randomBytes(16).toString('hex')}`
}
