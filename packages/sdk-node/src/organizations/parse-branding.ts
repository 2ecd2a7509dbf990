import type { Branding } from '../model/organization.ts'
import { toAsciiDomain } from '../model/to-ascii-domain.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

/** The product's own look. */
export const plainBranding: Branding = Object.freeze({ logoUrl: null, primaryColor: null, backgroundColor: null })

/** Those parts of a branding that were given. @throws AuthError REQUEST_INVALID */
export function parseBranding(given: unknown): Partial<Branding> {
  const fields = takeFields(given, 'branding', ['logoUrl', 'primaryColor', 'backgroundColor'])
  const parsed = Object.entries(fields).map(([field, value]) => {
    const name = `branding.${field}`
    if (value === null) return [field, null]
    return [field, field === 'logoUrl' ? parseLogoUrl(value, name) : parseColor(value, name)]
  })
  return Object.fromEntries(parsed) as Partial<Branding>
}

/**
 * The host becomes part of a Content-Security-Policy, and a URL's host may hold a semicolon or an asterisk: only a plain
 * domain name will do.
 */
function parseLogoUrl(given: unknown, name: string): string {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : null
  const fits = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.href.length <= 2000
  if (!fits || toAsciiDomain(url.hostname) === null)
    throw requestInvalid(name, 'an https address at a domain name, without credentials', given)
  return url.href
}

function parseColor(given: unknown, name: string): string {
  const color = typeof given === 'string' ? given.toLowerCase() : ''
  if (/^#[0-9a-f]{6}$/.test(color)) return color
  if (/^#[0-9a-f]{3}$/.test(color)) return color.replace(/[0-9a-f]/g, (digit) => digit + digit)
  throw requestInvalid(name, "a colour such as '#1d4fd7'", given)
}
