import type { IncomingRequest } from '../ports/incoming-request.ts'
import { findHost, findParsedBody, toUrl, type NodeRequest } from './node-request.ts'
import { readWhole } from './read-whole.ts'

/**
 * The same request as {@link Auth.answer} reads it. The origin comes from `baseUrl` alone: no Host and no forwarded header is believed.
 * A body that a parser has already read is written out again.
 */
export function toIncomingRequest(request: NodeRequest, baseUrl: URL): IncomingRequest {
  const { method = 'GET' } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return {
    method,
    url: toUrl(request, baseUrl),
    headers: { get: (name) => getHeader(request, name) },
    body: hasBody ? { read: async (maxBytes) => readBody(request, maxBytes) } : null,
  }
}

/** Node has already joined what a client sent twice. */
function getHeader(request: NodeRequest, given: string): string | null {
  const name = given.toLowerCase()
  const value = name === 'host' ? findHost(request) : request.headers[name]
  if (Array.isArray(value)) return value.join(', ')
  // Node's object has a prototype, in which 'constructor' is no header.
  return typeof value === 'string' ? value : null
}

async function readBody(request: NodeRequest, maxBytes: number): Promise<Uint8Array | null> {
  const parsed = findParsedBody(request)
  if (parsed === null) return readWhole(request, maxBytes)
  const bytes = typeof parsed === 'string' ? Buffer.from(parsed) : parsed
  return bytes.byteLength > maxBytes ? null : bytes
}
