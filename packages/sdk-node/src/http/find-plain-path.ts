import { findDecoded, maxDecodings } from '../model/find-decoded.ts'

/** What different servers read differently: backslashes, control characters, dot segments (also before a parameter). */
const ambiguous = /[\\\p{Cc}]|(?:^|\/)\.{1,2}(?:[;/]|$)/u

/**
 * The path of a URL as it was sent; null when it does not mean the same to everyone: encoded slashes, backslashes, dot
 * segments, broken encodings. What is decided by a path's beginning must not be decided by such a one.
 *
 * @param url path with query, or the whole URL
 */
export function findPlainPath(url: string): string | null {
  const path = rawPathOf(url)
  let seen = path
  for (let round = 0; round <= maxDecodings; round++) {
    if (ambiguous.test(seen)) return null
    if (!seen.includes('%')) return path
    const decoded = findDecoded(seen)
    // A percent sign that was itself encoded leads to nothing more: the first decoding has to work, no other.
    if (decoded === null) return round === 0 ? null : path
    if (countSlashes(decoded) !== countSlashes(seen)) return null
    seen = decoded
  }
  return null
}

function rawPathOf(url: string): string {
  const start = url.startsWith('/') ? 0 : url.indexOf('/', url.indexOf('://') + 3)
  const end = url.search(/[?#]/)
  return start === -1 ? '/' : url.slice(start, end === -1 ? undefined : end)
}

function countSlashes(path: string): number {
  return path.split('/').length
}
