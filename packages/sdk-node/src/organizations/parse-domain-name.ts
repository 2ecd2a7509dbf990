import { AuthError } from '../model/auth-error.ts'
import { toAsciiDomain } from '../model/to-ascii-domain.ts'
import { describeValue } from './request-invalid.ts'
import { verificationHost } from './verification-record.ts'

/** With the label before it, a name must still fit into the 253 characters of a DNS name. */
const maxLength = 253 - verificationHost('').length

/** A domain as it was typed, in the form that is stored. @throws AuthError DOMAIN_INVALID */
export function parseDomainName(given: unknown): string {
  const name = findDomainName(given)
  if (name === null) throw new AuthError('DOMAIN_INVALID', `name: wanted a domain such as acme.test, ${hint(given)}`)
  if (name.length > maxLength)
    throw new AuthError('DOMAIN_INVALID', `name: wanted at most ${maxLength} characters, got ${name.length}`)
  return name
}

/** The same for a domain that is looked for: what is none is nobody's. */
export function findDomainName(given: unknown): string | null {
  return typeof given === 'string' ? toAsciiDomain(given.trim().replace(/\.$/, '')) : null
}

function hint(given: unknown): string {
  const got = `got ${describeValue(given)}`
  if (typeof given !== 'string') return got
  if (given.includes('*')) return `${got}; includeSubdomains takes the domains below it`
  return given.includes('@') ? `${got}; only what follows the @` : got
}
