import { AuthError } from '../model/auth-error.ts'

const messageParameters: ReadonlySet<string> = new Set([
  'SAMLRequest',
  'SAMLResponse',
  'SAMLEncoding',
  'RelayState',
  'SigAlg',
  'Signature',
])

/**
 * The parameters of the message, by name, still encoded as the browser sent them.
 *
 * A name that stands twice, or hides behind percent signs, is refused: a signature check and a query parser that pick
 * different ones would let a signed message carry an unsigned one.
 *
 * @see saml-bindings-2.0-os, section 3.4.4.1
 */
export function readRedirectQuery(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const part of query.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=')
    const rawName = equals === -1 ? part : part.slice(0, equals)
    const name = decodeQuery(rawName)
    if (!messageParameters.has(name)) continue
    if (name !== rawName) throw new AuthError('REQUEST_INVALID', `query: wanted ${name} as it is, got ${rawName}`)
    if (found.has(name)) throw new AuthError('REQUEST_INVALID', `query: wanted ${name} once, got it twice`)
    found.set(name, equals === -1 ? '' : part.slice(equals + 1))
  }
  return found
}

/** Undoes the encoding of one name or value. */
export function decodeQuery(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    throw new AuthError('REQUEST_INVALID', 'query: wanted percent-encoded UTF-8, got a broken sequence')
  }
}
