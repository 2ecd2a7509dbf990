import { AuthError } from '@launchpad-sso/sdk-node'

/**
 * A form that changes something must come from our own pages. Browsers say where a request comes from, and no script can forge it:
 * `Sec-Fetch-Site`, and `Origin` where that is not known yet.
 */
export function requireSameOrigin(req, res, next) {
  if (req.method === 'GET' || req.method === 'HEAD') return next()
  const site = req.get('sec-fetch-site')
  const { origin } = res.locals.call.auth.baseUrl
  const isOurs = site === undefined ? req.get('origin') === origin : site === 'same-origin'
  if (isOurs) return next()
  throw new AuthError('ORIGIN_MISMATCH', `wanted a form of ${origin}, got one of '${site ?? req.get('origin')}'`)
}
