/**
 * One text for one value: no white space, the names of an object sorted by their UTF-16 code units, dates as ISO 8601 in UTC
 * with milliseconds. What is undefined is left out.
 *
 * @see RFC 8785, of which this is the part for JSON's own types
 */
export function toCanonicalJson(value: unknown): string {
  if (value instanceof Date || value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  const object = value as Readonly<Record<string, unknown>>
  let members = ''
  // Sorted by code units, as they are by default.
  for (const name of Object.keys(object).sort()) {
    const member = object[name]
    if (member === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${toCanonicalJson(member)}`
  }
  return `{${members}}`
}
