import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import { isClaims, type Claims } from './json-values.ts'
import { toPrintable } from '../model/to-printable.ts'

/** Where a transmitter is spoken to. Null: it offers none. */
export interface TransmitterConfiguration {
  readonly jwksUri: string | null
  readonly configurationEndpoint: string | null
  readonly verificationEndpoint: string | null
}

const maxBytes = 256 * 1024

/**
 * Fetches what a transmitter says about itself. One that publishes nothing as a transmitter but is an OpenID provider, as Okta's Universal
 * Logout is, still has its keys there.
 *
 * @throws AuthError SIGNALS_UNAVAILABLE
 * @see OpenID Shared Signals Framework 1.0, section 7.2; OpenID Connect Discovery 1.0, section 4
 */
export async function fetchConfiguration(issuer: string, outside: Outside): Promise<TransmitterConfiguration> {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, '')
  const own = await tryFetch(`${origin}/.well-known/ssf-configuration${path}`, issuer, outside)
  const found =
    own.document ?? (await tryFetch(`${origin}${path}/.well-known/openid-configuration`, issuer, outside)).document
  if (found === null)
    throw new AuthError(
      'SIGNALS_UNAVAILABLE',
      `configuration of '${issuer}': ${own.problem}, nor is it an OpenID provider`,
    )
  return {
    jwksUri: toText(found['jwks_uri']),
    configurationEndpoint: toText(found['configuration_endpoint']),
    verificationEndpoint: toText(found['verification_endpoint']),
  }
}

interface Attempt {
  readonly document: Claims | null
  readonly problem: string
}

async function tryFetch(url: string, issuer: string, outside: Outside): Promise<Attempt> {
  try {
    const document = await fetchDocument(url, {}, outside)
    if (document['issuer'] === issuer) return { document, problem: '' }
    return { document: null, problem: `${url}: wanted that issuer, got '${toPrintable(document['issuer'])}'` }
  } catch (error) {
    return { document: null, problem: (error as Error).message }
  }
}

/** One JSON object, by GET. @throws Error that says what came instead */
export async function fetchDocument(
  url: string,
  headers: Readonly<Record<string, string>>,
  outside: Outside,
): Promise<Claims> {
  const response = await outside.fetch(url, { headers: { accept: 'application/json', ...headers }, redirect: 'manual' })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`wanted 200 from ${url}, got ${response.status}`)
  if (text.length > maxBytes) throw new Error(`wanted at most ${maxBytes} bytes from ${url}, got more`)
  const value = parse(text)
  if (isClaims(value)) return value
  // A list of streams is one document too.
  if (Array.isArray(value)) return { streams: value }
  throw new Error(`wanted JSON from ${url}, got something else`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const toText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
