const longest = 3_600_000

/**
 * Milliseconds an answer asks us to wait, at most an hour; null: it does not say, or nothing that can be understood.
 *
 * @see RFC 9110 section 10.2.3
 */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  const text = value?.trim() ?? ''
  if (text === '') return null
  const wanted = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  return Number.isNaN(wanted) ? null : Math.min(Math.max(wanted, 0), longest)
}
