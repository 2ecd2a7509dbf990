/**
 * The address, if it is one of the web: `javascript:` and its like are no links. Null otherwise.
 *
 * @param base makes it absolute; null: it stays as it is, and may be a path on the app's own origin.
 */
export function toWebUrl(text: unknown, base: string | null): string | null {
  try {
    if (typeof text !== 'string') return null
    const url = new URL(text, base ?? 'http://here.invalid')
    if (!/^https?:$/.test(url.protocol)) return null
    return base === null ? text : url.href
  } catch {
    return null
  }
}
