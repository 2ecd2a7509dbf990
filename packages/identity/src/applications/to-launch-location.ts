/**
 * Where the browser goes to open an application that starts the login itself.
 *
 * @see OpenID Connect Core 1.0, section 4
 */
export function toLaunchLocation(launchUrl: URL, issuer: string, email: string): string {
  const location = new URL(launchUrl)
  location.searchParams.set('iss', issuer)
  location.searchParams.set('login_hint', email)
  return location.href
}
