/**
 * Where the browser goes to open an application that starts the login itself.
 *
 * @param issuer the name by which the application knows us: issuer identifier or entity ID.
 * @see OpenID Connect Core 1.0, section 4
 */
export function toLaunchLocation(launchUrl: URL, issuer: string, email: string): string {
  const location = new URL(launchUrl)
  location.searchParams.set('iss', issuer)
  location.searchParams.set('login_hint', email)
  return location.href
}
