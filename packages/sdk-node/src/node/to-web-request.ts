import type { IncomingMessage } from 'node:http'
import { toBodyStream } from './to-body-stream.ts'

/** A Node request, and what frameworks add to it. */
export type NodeRequest = IncomingMessage & {
  /** Express: the path before any router took a part of it away. */
  readonly originalUrl?: string
  /** Set by a body parser that ran before us. */
  readonly body?: unknown
}

/**
 * The same request as a Web `Request`. The origin comes from `baseUrl` alone: no Host and no forwarded header is believed.
 * A body that a parser has already read is written out again.
 */
export function toWebRequest(request: NodeRequest, baseUrl: URL): Request {
  const target = request.originalUrl ?? request.url ?? '/'
  // An absolute-form target, or one that begins with two slashes, must not become another origin.
  const url = new URL(target.startsWith('/') ? baseUrl.origin + target : baseUrl.href)
  const method = toMethod(request.method ?? 'GET')
  const headers = toHeaders(request)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const parsed = parsedBody(request, headers)
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
  // HTTP/2 says the host there.
  const authority = request.headers[':authority']
  if (typeof authority === 'string' && !headers.has('host')) headers.set('host', authority)
  return headers
}

/** Null while the stream is still unread. */
function parsedBody(request: NodeRequest, headers: Headers): string | Uint8Array | null {
  const { body } = request
  if (!request.readableEnded && !request.readableDidRead) return null
  headers.delete('content-length')
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if ((headers.get('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded'))
    return toForm(body)
  return body === undefined ? '' : JSON.stringify(body)
}

/** Text fields only, repeated ones repeated: what a form of ours can hold. */
function toForm(body: unknown): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body ?? {})) {
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (typeof one === 'string') form.append(name, one)
  }
  return form.toString()
}
