import { AuthError } from '../model/auth-error.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

/** How much of a body is read, and what it is called when it is more. */
export interface BodyLimit {
  readonly maxBytes: number
  /** @default 'body' */
  readonly what?: string
}

/**
 * The body of a request as text.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readBody(request: IncomingRequest, limit: BodyLimit): Promise<string> {
  const { buffer, byteOffset, byteLength } = await readBytes(request, limit)
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8')
}

/**
 * The body of a request, byte for byte as it was sent. Reads no further than `maxBytes`, whatever `content-length` says.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readBytes(
  { headers, body }: IncomingRequest,
  { maxBytes, what = 'body' }: BodyLimit,
): Promise<Uint8Array> {
  const announced = Number(headers.get('content-length') ?? 0)
  if (announced > maxBytes)
    throw new AuthError('REQUEST_TOO_LARGE', `the ${what} has ${announced} bytes, at most ${maxBytes} are read`)
  if (body === null) return new Uint8Array()
  const bytes = await tryRead(body, maxBytes).catch((cause: unknown) => {
    throw new AuthError('REQUEST_INVALID', `the ${what} did not arrive: ${String(cause)}`, { cause })
  })
  if (bytes === null) throw new AuthError('REQUEST_TOO_LARGE', `the ${what} has more than ${maxBytes} bytes`)
  return bytes
}

async function tryRead(body: NonNullable<IncomingRequest['body']>, maxBytes: number): Promise<Uint8Array | null> {
  return 'getReader' in body ? readStream(body.getReader(), maxBytes) : body.read(maxBytes)
}

async function readStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      // Whatever comes after is nobody's; that it cannot be cancelled is no reason to answer anything else.
      reader.cancel().catch(() => undefined)
      return null
    }
    chunks.push(read.value)
  }
  const [only] = chunks
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}
