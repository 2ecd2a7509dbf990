import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { createFetchFailure, type FetchFailure, type FetchFailureCode } from './fetch-failure.ts'

/** A request with nothing left to decide. */
export interface PlainRequest {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  readonly signal: AbortSignal | null
}

export interface SendOptions {
  /** `http.request` or `https.request`. */
  readonly open: (url: URL, options: RequestOptions) => ClientRequest
  readonly connection: Pick<RequestOptions, 'agent' | 'lookup'>
  /** Everything together: name, connection, headers and body. */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** What becomes of a longer answer. `cut`: only its status matters, and no encoding does. */
  readonly longer: 'refuse' | 'cut'
}

interface FailedAttempt {
  readonly failure: FetchFailure
  /** The server had closed the idle connection we picked. It has not read the request, so a second try is safe. */
  readonly unseen: boolean
}

/** Sends, reads the whole answer within the limits, and gives it back as a Response. Redirects are answers like any other. */
export async function sendRequest(request: PlainRequest, options: SendOptions): Promise<Response> {
  const deadline = Date.now() + options.timeoutMs
  const first = await attempt(request, options, deadline)
  if (first instanceof Response) return first
  if (!first.unseen) throw first.failure
  const second = await attempt(request, options, deadline)
  if (second instanceof Response) return second
  throw second.failure
}

function attempt(request: PlainRequest, options: SendOptions, deadline: number): Promise<Response | FailedAttempt> {
  const { url, method, headers, body, signal } = request
  const what = `${method} ${url.origin}${url.pathname}`
  return new Promise((resolve) => {
    const outgoing = options.open(url, { method, headers: { ...headers }, ...options.connection })
    const late = () =>
      stop(createFetchFailure('FETCH_TIMEOUT', `${what}: no complete answer within ${options.timeoutMs} ms`))
    const aborted = () => stop(createFetchFailure('FETCH_TIMEOUT', `${what}: aborted by the caller`, signal?.reason))
    const timer = setTimeout(late, Math.max(0, deadline - Date.now()))
    const settle = (result: Response | FailedAttempt) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      resolve(result)
    }
    const stop = (failure: FetchFailure, unseen = false) => {
      settle({ failure, unseen })
      outgoing.destroy()
    }
    outgoing.on('error', (error: Error & { code?: string }) => {
      const unseen = outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      stop(toFailure(what, error), unseen)
    })
    outgoing.on('response', (incoming) => {
      incoming.on('error', (error) => stop(toFailure(what, error)))
      collect(incoming, options, {
        done: (bytes) => settle(toResult(what, incoming, bytes)),
        refused: (code, reason) => stop(createFetchFailure(code, `${what}: ${reason}`)),
      })
    })
    if (signal?.aborted === true) aborted()
    else signal?.addEventListener('abort', aborted)
    outgoing.end(body ?? undefined)
  })
}

interface Collected {
  readonly done: (body: Buffer<ArrayBuffer>) => void
  readonly refused: (code: FetchFailureCode, reason: string) => void
}

/** Gathers the body and stops at the limit, whatever Content-Length said. */
function collect(
  incoming: IncomingMessage,
  { maxBytes, longer }: Pick<SendOptions, 'maxBytes' | 'longer'>,
  { done, refused }: Collected,
): void {
  const isCut = longer === 'cut'
  const encoding = incoming.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity' && !isCut)
    return refused('FETCH_FAILED', `wanted no content encoding, got '${encoding.slice(0, 40)}'`)
  const chunks: Buffer[] = []
  let size = 0
  const tooLarge = (): void => {
    if (!isCut) return refused('FETCH_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`)
    done(Buffer.concat(chunks))
    incoming.destroy()
  }
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return tooLarge()
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes) tooLarge()
    else chunks.push(chunk)
  })
  incoming.on('end', () => done(Buffer.concat(chunks)))
}

function toResult(what: string, incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Response | FailedAttempt {
  const status = incoming.statusCode ?? 0
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2)
    headers.push([incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? ''])
  try {
    const bodiless = status === 204 || status === 205 || status === 304
    return new Response(bodiless ? null : body, { status, headers })
  } catch (error) {
    return {
      failure: createFetchFailure('FETCH_FAILED', `${what}: the answer is no valid response (status ${status})`, error),
      unseen: false,
    }
  }
}

function toFailure(what: string, error: Error & { code?: string }): FetchFailure {
  if (error.code === 'FETCH_REFUSED') return error as FetchFailure
  return createFetchFailure('FETCH_FAILED', `${what}: ${error.message || (error.code ?? 'failed')}`, error)
}
