import type { PlainRequest } from './send-request.ts'

type FetchInput = Parameters<typeof globalThis.fetch>[0]
type FetchInit = Parameters<typeof globalThis.fetch>[1]

const formType = 'application/x-www-form-urlencoded;charset=UTF-8'

/**
 * What `fetch` was called with, reduced to what we send. Bodies are text, form parameters or bytes.
 *
 * @throws TypeError for a URL that is none and for any other body.
 */
export async function toPlainRequest(input: FetchInput, init: FetchInit = {}): Promise<PlainRequest> {
  if (input instanceof Request) return toPlainRequest(input.url, await spread(input, init))
  const headers = toHeaders(init.headers)
  const body = toBody(init.body)
  if (init.body instanceof URLSearchParams) headers['content-type'] ??= formType
  // The size limit counts what comes over the wire: it must be what we read.
  headers['accept-encoding'] = 'identity'
  delete headers['host']
  return {
    url: new URL(input),
    method: (init.method ?? 'GET').toUpperCase(),
    headers,
    body,
    signal: init.signal ?? null,
  }
}

/** Plain objects, which is what most callers pass, are spared the way through Headers. */
function toHeaders(given: NonNullable<FetchInit>['headers']): Record<string, string> {
  const headers: Record<string, string> = {}
  const plain = given !== undefined && !(Symbol.iterator in given)
  for (const [name, value] of plain ? Object.entries(given) : new Headers(given))
    headers[name.toLowerCase()] = String(value)
  return headers
}

/** A Request's own parts, under those given beside it. */
async function spread(request: Request, init: NonNullable<FetchInit>): Promise<NonNullable<FetchInit>> {
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer())
  return { method: request.method, headers: request.headers, body, signal: request.signal, ...init }
}

function toBody(body: unknown): string | Uint8Array | null {
  if (body === null || body === undefined) return null
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('a guarded fetch sends text, URLSearchParams or bytes')
}
