import { AuthError } from '../model/auth-error.ts'
import { quote } from './quote.ts'

/**
 * Parses an instant of SAML: xs:dateTime in UTC, written with Z. Other zones and local times are refused, because
 * lenient readers disagree about them.
 *
 * @throws AuthError SAML_TIME_INVALID
 * @see saml-core-2.0-os, section 1.3.3
 */
export function parseDateTime(text: string | null, what: string): Date {
  // A Date holds milliseconds; some IdPs write ten times as fine.
  const [, seconds, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,12})?Z$/.exec(text ?? '') ?? []
  const date = new Date(`${seconds}${fraction.slice(0, 4)}Z`)
  // Date turns 30 February into March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(`${seconds}`)) {
    throw new AuthError('SAML_TIME_INVALID', `${what}: wanted a time such as 2026-01-31T12:00:00Z, got ${quote(text)}`)
  }
  return date
}
