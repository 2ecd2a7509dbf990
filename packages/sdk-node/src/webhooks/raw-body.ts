import { AuthError } from '../model/auth-error.ts'

/** How to keep what a signature is about, for the developer who meets the refusal. */
const keepRaw =
  'the signature is about the body as it was sent: read it before any parser, or keep it, in Express with ' +
  "express.json({ verify: (req, _res, buffer) => { req.rawBody = buffer } }) or express.raw({ type: '*/*' })"

/**
 * The body as text, byte for byte what was signed.
 *
 * @param body a Web `Request`, or what was kept of the body.
 * @throws AuthError REQUEST_INVALID, REQUEST_TOO_LARGE
 */
export async function readRawBody(body: unknown, maxBytes: number): Promise<string> {
  const bytes = body instanceof Request ? await readRequest(body, maxBytes) : toBytes(body)
  if (bytes.byteLength > maxBytes) throw tooLarge(`got ${bytes.byteLength}`, maxBytes)
  try {
    // Not lossy: two bodies must not become one text. A byte order mark was signed too.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new AuthError('REQUEST_INVALID', 'the body: wanted UTF-8, got other bytes', { cause })
  }
}

function toBytes(body: unknown): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  const got = body === null ? 'null' : typeof body === 'object' ? 'a parsed object' : typeof body
  throw new AuthError('REQUEST_INVALID', `rawBody: wanted text or bytes, got ${got}; ${keepRaw}`)
}

async function readRequest(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed)
    throw new AuthError('REQUEST_INVALID', `the body: wanted one nobody has read, got one that was read; ${keepRaw}`)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) throw tooLarge(`${announced} announced`, maxBytes)
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Leaving the loop by an error cancels the stream.
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge('more', maxBytes)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof AuthError) throw cause
    throw new AuthError('REQUEST_INVALID', `the body did not arrive: ${String(cause)}`, { cause })
  }
  return Buffer.concat(chunks)
}

function tooLarge(got: string, maxBytes: number): AuthError {
  return new AuthError('REQUEST_TOO_LARGE', `the body: wanted at most ${maxBytes} bytes, got ${got}`)
}
