import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { IdentityError } from '../identity-error.ts'
import { formatCookie } from './cookies.ts'
import type { Visit } from './visit.ts'

/** Proves that a form came from our own page, in the browser it was shown in. */
export interface FormGuard {
  /** The token for the form, and the cookies that have to go out with the page. */
  readonly protect: (visit: Visit, purpose: string) => { readonly token: string; readonly cookies: readonly string[] }
  /** @throws IdentityError ORIGIN_MISMATCH when the form came from elsewhere. */
  readonly check: (visit: Visit, purpose: string, token: string | null) => void
}

interface FormGuardOptions {
  readonly key: Buffer
  readonly cookieName: string
  readonly issuer: URL
}

/**
 * A random key in a `SameSite=Lax` cookie, its HMAC in the form: another site can neither send the cookie with a POST
 * nor make the HMAC for a key that it planted.
 */
export function createFormGuard({ key, cookieName, issuer }: FormGuardOptions): FormGuard {
  const sign = (browserKey: string, purpose: string): Buffer =>
    createHmac('sha256', key).update(`${browserKey}\n${purpose}`).digest()
  return {
    protect: (visit, purpose) => {
      const known = visit.cookies.get(cookieName)
      const browserKey = known ?? randomBytes(32).toString('base64url')
      const cookies = known === undefined ? [formatCookie(cookieName, browserKey, issuer)] : []
      return { token: sign(browserKey, purpose).toString('base64url'), cookies }
    },
    check: (visit, purpose, token) => {
      checkOrigin(visit, issuer)
      const browserKey = visit.cookies.get(cookieName)
      if (browserKey === undefined)
        throw new IdentityError('ORIGIN_MISMATCH', `cookie ${cookieName}: wanted one, got none`)
      const given = Buffer.from(token ?? '', 'base64url')
      const expected = sign(browserKey, purpose)
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new IdentityError(
          'ORIGIN_MISMATCH',
          `form token: wanted the one of this browser and '${purpose}', got another`,
        )
    },
  }
}

/** Old browsers leave `Origin` out of same-origin forms; none sends a wrong one. */
function checkOrigin(visit: Visit, issuer: URL): void {
  const { origin } = visit.request.headers
  if (origin !== undefined && origin !== issuer.origin)
    throw new IdentityError('ORIGIN_MISMATCH', `Origin: wanted ${issuer.origin}, got ${origin}`)
  const site = visit.request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin')
    throw new IdentityError('ORIGIN_MISMATCH', `Sec-Fetch-Site: wanted same-origin, got ${String(site)}`)
}
