import { findHost, findParsedBody, toUrl, type NodeRequest } from './node-request.ts'
import { toBodyStream } from './to-body-stream.ts'

/**
 * The same request as a Web `Request`. The origin comes from `baseUrl` alone: no Host and no forwarded header is believed.
 * A body that a parser has already read is written out again.
 */
export function toWebRequest(request: NodeRequest, baseUrl: URL): Request {
  const url = toUrl(request, baseUrl)
  const method = toMethod(request.method ?? 'GET')
  const headers = toHeaders(request)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const parsed = findParsedBody(request)
  if (parsed !== null) headers.delete('content-length')
  const body = parsed ?? toBodyStream(request)
  return new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)
}

/** A Web `Request` cannot have these methods. We answer none of them, no more than OPTIONS, so they get the same 405. */
function toMethod(method: string): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase()) ? 'OPTIONS' : method
}

function toHeaders(request: NodeRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  const host = findHost(request)
  if (host !== undefined) headers.set('host', host)
  return headers
}
