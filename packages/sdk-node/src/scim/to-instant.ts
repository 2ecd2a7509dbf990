const dateTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,20})?)?)?(Z|[+-]\d\d:\d\d)?$/i

/** When that is, in milliseconds; without a zone it is UTC. Null: it is no time. @see RFC 7643, section 2.3.5 */
export function toInstant(text: string): number | null {
  const found = dateTime.exec(text)
  if (found === null) return null
  const isZoned = found[1] !== undefined || !/t/i.test(text)
  const instant = Date.parse(isZoned ? text : `${text}Z`)
  return Number.isNaN(instant) ? null : instant
}
