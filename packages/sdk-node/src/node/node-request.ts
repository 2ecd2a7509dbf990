import type { IncomingMessage } from 'node:http'

/** A Node request, and what frameworks add to it. */
export type NodeRequest = IncomingMessage & {
  /** Express: the path before any router took a part of it away. */
  readonly originalUrl?: string
  /** Set by a body parser that ran before us. */
  readonly body?: unknown
}

/** The origin comes from `baseUrl` alone: no Host and no forwarded header is believed. */
export function toUrl(request: NodeRequest, baseUrl: URL): string {
  const target = request.originalUrl ?? request.url ?? '/'
  // An absolute-form target, or one that begins with two slashes, must not become another origin.
  return target.startsWith('/') ? baseUrl.origin + target : baseUrl.href
}

/** HTTP/2 says the host there. */
export function findHost({ headers }: NodeRequest): string | undefined {
  const authority = headers[':authority']
  return headers.host ?? (typeof authority === 'string' ? authority : undefined)
}

/** What a body parser has read, written out again; null while the stream is still unread. */
export function findParsedBody(request: NodeRequest): string | Uint8Array | null {
  if (!request.readableEnded && !request.readableDidRead) return null
  const { body } = request
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if ((request.headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded'))
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
