import { AuthError } from '../model/auth-error.ts'

/**
 * The fields of a form post. Reads no further than `maxBytes`.
 *
 * @throws AuthError REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export async function readForm(
  request: Request,
  { maxBytes }: { readonly maxBytes: number },
): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new AuthError('REQUEST_INVALID', `wanted application/x-www-form-urlencoded, got '${type.slice(0, 80)}'`)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes)
    throw new AuthError('REQUEST_TOO_LARGE', `the form has ${announced} bytes, at most ${maxBytes} are read`)
  try {
    return new URLSearchParams(await readText(request, maxBytes))
  } catch (cause) {
    if (cause instanceof AuthError) throw cause
    throw new AuthError('REQUEST_INVALID', `the form did not arrive: ${String(cause)}`, { cause })
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop by an error cancels the stream.
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AuthError('REQUEST_TOO_LARGE', `the form has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
