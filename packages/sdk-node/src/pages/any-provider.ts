/**
 * `form-action` for a form whose answer leads out of our origin: to an identity provider, and through its own redirects
 * to hosts nobody can list. Chromium checks every step of that chain. Plain http only when we are on it ourselves, which
 * is to say on a developer's machine.
 *
 * @see https://github.com/w3c/webappsec-csp/issues/8 for redirects and `form-action`
 */
export function anyProvider(ourUrl: URL): string {
  return ourUrl.protocol === 'http:' ? `'self' https: http:` : `'self' https:`
}
