import type { Claims } from './json-values.ts'
import { SetRefused } from './set-refused.ts'

/** A token whose signature is the sender's. */
export interface SignedToken {
  /** Its `typ`; null: it has none. */
  readonly type: string | null
  readonly claims: Claims
}

const part = '[A-Za-z0-9_-]+'
const signed = new RegExp(`^${part}\\.${part}\\.${part}$`)

/** Looks only at the outside, so that what is no token at all is told apart from one with a wrong signature. @throws SetRefused */
export function checkForm(token: string): void {
  if (!signed.test(token)) throw new SetRefused('invalid_request', 'wanted a signed JWT, got something else')
}

/** True for that media type, with or without `application/` in front. @see RFC 7515, section 4.1.9 */
export function isOfType(type: string | null, wanted: string): boolean {
  const given = type?.toLowerCase() ?? ''
  return given === wanted || given === `application/${wanted}`
}

/** True when the audience is among those of the token. @see RFC 7519, section 4.1.3 */
export function isFor(aud: unknown, audience: string): boolean {
  return aud === audience || (Array.isArray(aud) && aud.includes(audience))
}
