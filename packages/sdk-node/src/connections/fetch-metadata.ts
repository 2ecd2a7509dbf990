import { AuthError } from '../model/auth-error.ts'

/**
 * The metadata at a URL that a customer chose.
 *
 * @throws AuthError SAML_METADATA_UNAVAILABLE: no answer, another status (a redirect too), too large, refused by the guard.
 */
export async function fetchMetadata(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  const accept = 'application/samlmetadata+xml, application/xml, text/xml'
  const unavailable = (got: string, cause?: unknown): AuthError =>
    new AuthError('SAML_METADATA_UNAVAILABLE', `wanted the metadata from ${url}, got ${got}`, { cause })
  let response: Response
  try {
    response = await fetch(url, { headers: { accept }, redirect: 'manual' })
    if (response.status === 200) return await response.text()
  } catch (error) {
    throw error instanceof AuthError ? error : unavailable(String(error), error)
  }
  throw unavailable(`status ${response.status}`)
}
