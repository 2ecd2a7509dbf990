import { inflateRawSync } from 'node:zlib'
import { AuthError } from '../model/auth-error.ts'
import type { AuthnRequestMessage } from './authn-request.ts'
import { decodeQuery, readRedirectQuery } from './read-redirect-query.ts'
import { uris } from './uris.ts'

/** A message out of its envelope. */
export interface ReadMessage {
  readonly xml: string
  readonly relayState: string | null
  /** The signature beside the XML; null for POST, where it is inside. */
  readonly querySignature: QuerySignature | null
}

export interface QuerySignature {
  readonly algorithm: string
  /** Base64. */
  readonly value: string
  /** What was signed. */
  readonly signedText: string
}

/** Far above any genuine request, signed ones included (4 KiB). */
const maxBytes = 64 * 1024

/**
 * Takes the XML out of the form or the query.
 *
 * @throws AuthError REQUEST_TOO_LARGE before anything is decoded or inflated past the limit, else REQUEST_INVALID.
 */
export function readMessage(message: AuthnRequestMessage): ReadMessage {
  return message.binding === 'post' ? readForm(message.form) : readQuery(message.query)
}

function readForm(form: URLSearchParams): ReadMessage {
  const encoded = takeOne(form, 'SAMLRequest')
  if (encoded === null) throw new AuthError('REQUEST_INVALID', 'form: wanted SAMLRequest, got none')
  checkSize('SAMLRequest', encoded.length, Math.ceil(maxBytes / 3) * 4 * 1.1)
  // Line breaks are usual in the base64 of this binding.
  const bytes = decodeBase64(encoded.replace(/[\r\n\t ]/g, ''))
  checkSize('request', bytes.length, maxBytes)
  return { xml: toText(bytes), relayState: takeOne(form, 'RelayState'), querySignature: null }
}

function readQuery(query: string): ReadMessage {
  checkSize('query', query.length, maxBytes)
  const raw = readRedirectQuery(query)
  const get = (name: string): string | null => (raw.has(name) ? decodeQuery(raw.get(name) ?? '') : null)
  const encoding = get('SAMLEncoding') ?? uris.deflateEncoding
  if (encoding !== uris.deflateEncoding) {
    throw new AuthError('REQUEST_INVALID', `SAMLEncoding: wanted ${uris.deflateEncoding}, got ${encoding}`)
  }
  const request = get('SAMLRequest')
  if (request === null || raw.has('SAMLResponse')) {
    throw new AuthError(
      'REQUEST_INVALID',
      `query: wanted SAMLRequest alone, got ${[...raw.keys()].join(', ') || 'nothing'}`,
    )
  }
  const value = get('Signature')
  return {
    xml: toText(inflate(decodeBase64(request))),
    relayState: get('RelayState'),
    querySignature: value === null ? null : { algorithm: get('SigAlg') ?? '', value, signedText: toSignedText(raw) },
  }
}

/** The order is the standard's, whatever the query's was; the bytes are the sender's, not our own encoding of them. */
function toSignedText(raw: ReadonlyMap<string, string>): string {
  return ['SAMLRequest', 'RelayState', 'SigAlg']
    .filter((name) => raw.has(name))
    .map((name) => `${name}=${raw.get(name)}`)
    .join('&')
}

function takeOne(form: URLSearchParams, name: string): string | null {
  const [first = null, ...more] = form.getAll(name)
  if (more.length > 0)
    throw new AuthError('REQUEST_INVALID', `form: wanted ${name} once, got it ${more.length + 1} times`)
  return first
}

function checkSize(what: string, size: number, limit: number): void {
  if (size <= limit) return
  throw new AuthError('REQUEST_TOO_LARGE', `${what}: wanted at most ${Math.floor(limit)} bytes, got ${size}`)
}

function decodeBase64(text: string): Buffer {
  if (text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return Buffer.from(text, 'base64')
  throw new AuthError('REQUEST_INVALID', `SAMLRequest: wanted base64, got ${text.length} characters that are not`)
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new AuthError('REQUEST_TOO_LARGE', `request: wanted at most ${maxBytes} bytes inflated, got more`, {
        cause,
      })
    }
    throw new AuthError('REQUEST_INVALID', 'SAMLRequest: wanted DEFLATE data, got something else', { cause })
  }
}

function toText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new AuthError('REQUEST_INVALID', 'request: wanted UTF-8, got other bytes', { cause })
  }
}
