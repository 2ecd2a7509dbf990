/**
 * For pages that have a script, which comes from a file of ours and asks nobody but us. They work without it. All other pages keep
 * the policy that allows none.
 */
export function allowScripts(req, res, next) {
  res.set('content-security-policy', `${res.get('content-security-policy')}; script-src 'self'; connect-src 'self'`)
  next()
}
