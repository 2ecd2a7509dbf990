import type { Outside } from '../ports/outside.ts'
import { toPrintable } from '../model/to-printable.ts'

export interface FetchJsonOptions {
  readonly maxBytes: number
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * One JSON object, by GET.
 *
 * @throws Error that says what came instead.
 */
export async function fetchJson(
  url: string,
  { maxBytes, headers }: FetchJsonOptions,
  outside: Outside,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await outside.fetch(url, { headers: { accept: 'application/json', ...headers }, redirect: 'manual' })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`wanted 200 from ${url}, got ${response.status}`)
  if (Buffer.byteLength(text) > maxBytes) throw new Error(`wanted at most ${maxBytes} bytes from ${url}, got more`)
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Error(
    `wanted a JSON object from ${url}, got ${toPrintable(response.headers.get('content-type') ?? 'no content type')}`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
