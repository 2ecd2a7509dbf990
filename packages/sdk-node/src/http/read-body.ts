import { AuthError } from '../model/auth-error.ts'

/** How much of a body is read, and what it is called when it is more. */
export interface BodyLimit {
  readonly maxBytes: number
  /** @default 'body' */
  readonly what?: string
}

/**
 * The body of a request as text, byte for byte as it was sent. Reads no further than `maxBytes`, whatever `content-length` says.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readBody(request: Request, { maxBytes, what = 'body' }: BodyLimit): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes)
    throw new AuthError('REQUEST_TOO_LARGE', `the ${what} has ${announced} bytes, at most ${maxBytes} are read`)
  if (request.body === null) return ''
  try {
    return await readStream(request.body.getReader(), maxBytes, what)
  } catch (cause) {
    if (cause instanceof AuthError) throw cause
    throw new AuthError('REQUEST_INVALID', `the ${what} did not arrive: ${String(cause)}`, { cause })
  }
}

async function readStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
  what: string,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      // Whatever comes after is nobody's; that it cannot be cancelled is no reason to answer anything else.
      reader.cancel().catch(() => undefined)
      throw new AuthError('REQUEST_TOO_LARGE', `the ${what} has more than ${maxBytes} bytes`)
    }
    chunks.push(read.value)
  }
  const [only] = chunks
  const bytes =
    chunks.length === 1 && only !== undefined ? Buffer.from(only.buffer, only.byteOffset, size) : Buffer.concat(chunks)
  return bytes.toString('utf8')
}
