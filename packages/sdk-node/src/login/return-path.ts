/** Of a path, percent-encoded: it is stored with the login and comes back in a header. */
const maxLength = 2048

/** How often a path is decoded to see what a careless server behind us would see. */
const maxDecodings = 3

/**
 * Any text as a path on our own origin, or `/`. Refused: other origins, `//` and `/\` (also encoded, also after the URL
 * parser has cleaned up `/.//`), control characters, white space, and the SDK's own URLs, which would loop.
 *
 * @param baseUrl our origin
 */
export function toReturnPath(text: string | null, baseUrl: URL, basePath: string): string {
  if (text === null || text === '' || text.length > maxLength || !isHarmless(text) || /\s/.test(text)) return '/'
  if (!text.startsWith('/') && !text.startsWith(`${baseUrl.origin}/`)) return '/'
  if (!URL.canParse(text, baseUrl)) return '/'
  const url = new URL(text, baseUrl)
  const path = url.pathname + url.search + url.hash
  if (path.length > maxLength) return '/'
  if (url.origin !== baseUrl.origin || !isOurs(url.pathname) || url.username !== '' || url.password !== '') return '/'
  if (url.pathname === basePath || url.pathname.startsWith(`${basePath}/`)) return '/'
  return path
}

/** The path stays on our origin however often somebody decodes it. */
function isOurs(pathname: string): boolean {
  let path = pathname
  for (let round = 0; round <= maxDecodings; round++) {
    if (/^\/[/\s]/.test(path) || !isHarmless(path)) return false
    const decoded = decode(path)
    if (decoded === null || decoded === path) return decoded !== null
    path = decoded
  }
  return false
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Browsers read a backslash as a slash and drop tabs and line ends, so what we checked would not be what they open. */
function isHarmless(text: string): boolean {
  return !/[\\\p{Cc}]/u.test(text)
}
