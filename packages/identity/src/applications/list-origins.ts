import { parseUrl } from '../config/parse-url.ts'
import type { Application } from './application.ts'

/** Origins of the web pages that belong to an application: where it takes answers, and where it is opened. */
export function listOrigins(application: Application): readonly string[] {
  const addresses = application.type === 'saml' ? [application.acsUrl] : application.redirectUris
  // An app on a phone has an address of its own scheme, whose origin is the word `null`: any sandboxed page claims that.
  const urls = [application.launchUrl, ...addresses.map(parseUrl)]
  return urls.flatMap((url) => (url === null ? [] : [url.origin]))
}
