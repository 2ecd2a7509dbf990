import { AuthError } from '../model/auth-error.ts'
import type { HasHeaders } from '../ports/has-headers.ts'

/**
 * A request that acts with our cookie must come from our own pages. `Sec-Fetch-Site` decides where it is sent: no script can
 * forge it, and a page with `Referrer-Policy: no-referrer` sends `Origin: null` even to itself. What sends neither header is
 * no browser of today, and carries nobody's cookie by accident.
 *
 * @throws AuthError ORIGIN_MISMATCH
 */
export function checkSameOrigin(source: HasHeaders, baseUrl: URL): void {
  const site = source.headers.get('sec-fetch-site')
  if (site === 'same-origin') return
  if (site) throw new AuthError('ORIGIN_MISMATCH', `wanted Sec-Fetch-Site same-origin, got '${site.slice(0, 40)}'`)
  const origin = source.headers.get('origin')
  if (origin && origin !== baseUrl.origin)
    throw new AuthError('ORIGIN_MISMATCH', `wanted Origin ${baseUrl.origin}, got '${origin.slice(0, 200)}'`)
}
