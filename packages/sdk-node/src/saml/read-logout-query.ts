import { logoutInvalid } from './logout-invalid.ts'
import { quote } from './quote.ts'
import { checkRelayState } from './check-relay-state.ts'

/** A message of the redirect binding, nothing of it verified. */
export interface LogoutQuery {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  /** Base64 of DEFLATE of XML. */
  readonly message: string
  readonly relayState: string | null
  readonly signature: QuerySignature
}

export interface QuerySignature {
  /** URI. */
  readonly algorithm: string
  /** Base64. */
  readonly value: string
  /** What is signed. */
  readonly signedText: string
}

const messageParameters: ReadonlySet<string> = new Set([
  'SAMLRequest',
  'SAMLResponse',
  'SAMLEncoding',
  'RelayState',
  'SigAlg',
  'Signature',
])

const deflate = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE'

/** No message of ours or theirs comes near; more than any server takes in an address. */
const maxCharacters = 64 * 1024

/**
 * Takes a query apart by itself, letter for letter: a parser that knows other rules than whoever checks the signature would let a signed
 * message carry an unsigned one. Parameters of others may be there, and count for nothing.
 *
 * @throws AuthError SAML_LOGOUT_INVALID
 * @see saml-bindings-2.0-os, section 3.4.4.1
 */
export function readLogoutQuery(query: string): LogoutQuery {
  if (query.length > maxCharacters)
    throw logoutInvalid(`query: wanted at most ${maxCharacters} characters, got ${query.length}`)
  const raw = splitQuery(query)
  const get = (name: string): string | null => decodeValue(raw.get(name) ?? null, name)
  const names = (['SAMLRequest', 'SAMLResponse'] as const).filter((each) => raw.has(each))
  const [name] = names
  if (name === undefined || names.length > 1)
    throw logoutInvalid(`query: wanted SAMLRequest or SAMLResponse, got ${names.join(' and ') || 'neither'}`)
  const encoding = get('SAMLEncoding') ?? deflate
  if (encoding !== deflate) throw logoutInvalid(`SAMLEncoding: wanted ${deflate}, got ${quote(encoding)}`)
  const [algorithm, value] = [get('SigAlg'), get('Signature')]
  if (algorithm === null || value === null) throw logoutInvalid('signature: wanted SigAlg and Signature, got none')
  const relayState = checkRelayState(get('RelayState'))
  return {
    name,
    message: get(name) ?? '',
    relayState,
    signature: { algorithm, value, signedText: toSignedText(name, raw) },
  }
}

/** The parameters of the message by name, as they were sent. */
function splitQuery(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const part of query.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=')
    const rawName = equals === -1 ? part : part.slice(0, equals)
    const name = decodeName(rawName)
    if (!messageParameters.has(name)) continue
    if (name !== rawName) throw logoutInvalid(`query: wanted ${name} as it is, got ${quote(rawName)}`)
    if (found.has(name)) throw logoutInvalid(`query: wanted one ${name}, got two`)
    found.set(name, equals === -1 ? '' : part.slice(equals + 1))
  }
  return found
}

/** The order is the standard's, whatever order they came in; the letters are the sender's, not those we would write. */
function toSignedText(name: string, raw: ReadonlyMap<string, string>): string {
  return [name, 'RelayState', 'SigAlg']
    .filter((each) => raw.has(each))
    .map((each) => `${each}=${raw.get(each)}`)
    .join('&')
}

/** What any reader of queries could take the name for. */
function decodeName(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' ')).trim()
  } catch {
    return raw
  }
}

function decodeValue(raw: string | null, name: string): string | null {
  try {
    return raw === null ? null : decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    throw logoutInvalid(`${name}: wanted percent-encoded UTF-8, got a broken sequence`)
  }
}
