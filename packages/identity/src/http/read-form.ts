import type { IncomingMessage } from 'node:http'
import { IdentityError } from '../identity-error.ts'

const contentType = 'application/x-www-form-urlencoded'

/**
 * The fields of a posted form. A body that middleware has read already is taken from `request.body`.
 *
 * @throws IdentityError REQUEST_TOO_LARGE or REQUEST_INVALID.
 */
export async function readForm(request: IncomingMessage, maxBytes: number): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? ''
  if (type.split(';')[0]?.trim().toLowerCase() !== contentType)
    throw new IdentityError('REQUEST_INVALID', `Content-Type: wanted ${contentType}, got '${type.slice(0, 100)}'`)
  const parsed = 'body' in request ? request.body : undefined
  if (parsed !== undefined && parsed !== null && request.readableEnded) return toFields(parsed)
  return new URLSearchParams(await readText(request, maxBytes))
}

/** The one value of a field; null when it is absent or comes more than once. */
export function getOne(fields: URLSearchParams, name: string): string | null {
  const values = fields.getAll(name)
  return values.length === 1 ? (values[0] ?? null) : null
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed on the way out: the answer still has to go back over the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes)
      throw new IdentityError('REQUEST_TOO_LARGE', `body: wanted at most ${maxBytes} bytes, got more`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function toFields(body: unknown): URLSearchParams {
  if (typeof body === 'string') return new URLSearchParams(body)
  if (typeof body !== 'object' || body === null) throw new IdentityError('REQUEST_INVALID', 'body: wanted form fields')
  const pairs = Object.entries(body).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    return values.filter((one) => typeof one === 'string').map((one): [string, string] => [name, one])
  })
  return new URLSearchParams(pairs)
}
