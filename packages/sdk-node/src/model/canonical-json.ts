import { setOwn } from './set-own.ts'

/**
 * One text for one value: no white space, the names of an object sorted by their UTF-16 code units, dates as ISO 8601 in UTC
 * with milliseconds. What is undefined is left out.
 *
 * @see RFC 8785, of which this is the part for JSON's own types
 */
export function toCanonicalJson(value: unknown): string {
  // A sorted copy and the engine's own writer cost less than a writer of ours.
  return JSON.stringify(toSorted(value)) ?? 'null'
}

function toSorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(toSorted)
  const names = Object.keys(value)
  // Every object lists the names of array elements first, and as numbers: 9 before 10. Only a proxy lists them otherwise.
  const hasIndex = /^\d/.test(names[0] ?? '')
  // By code units, as they are by default.
  names.sort()
  const sorted: Record<string, unknown> = {}
  for (const name of names) setOwn(sorted, name, toSorted((value as Readonly<Record<string, unknown>>)[name]))
  return hasIndex ? new Proxy(sorted, { ownKeys: () => names }) : sorted
}
