const maxLength = 2048

/** How often a path is decoded to see what a careless server behind us would see. */
const maxDecodings = 3

/** Two slashes in front, dot segments (the URL parser has left none that were not encoded), and what browsers drop. */
const leavesItsPlace = /^\/[/\s]|(?:^|\/)\.{1,2}(?:[;/]|$)|[\\\p{Cc}]/u

/**
 * A path on this origin, or `/` for anything else: other origins, `//`, backslashes and dot segments (also encoded), white
 * space, and the SDK's own URLs, which would loop. The server checks again.
 */
export function toReturnPath(text: string | null | undefined, basePath: string): string {
  if (!text || text.length > maxLength || !text.startsWith('/') || /[\s\\\p{Cc}]/u.test(text)) return '/'
  const url = toUrl(text)
  if (url === null || !staysHere(url.pathname)) return '/'
  const isOurs = url.pathname === basePath || url.pathname.startsWith(`${basePath}/`)
  return isOurs ? '/' : url.pathname + url.search + url.hash
}

/** No name of the person's page is needed, so the server renders the same. */
function toUrl(path: string): URL | null {
  try {
    const url = new URL(path, 'http://here.invalid')
    return url.host === 'here.invalid' ? url : null
  } catch {
    return null
  }
}

function staysHere(pathname: string): boolean {
  let path = pathname
  for (let round = 0; round <= maxDecodings; round++) {
    if (leavesItsPlace.test(path)) return false
    const decoded = decode(path)
    if (decoded === path || decoded === null) return decoded !== null
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
