import { findDecoded, maxDecodings } from '../model/find-decoded.ts'

/** Of a path, percent-encoded: it is stored with the login and comes back in a header. */
const maxLength = 2048

/** Two slashes in front, or dot segments: the URL parser has left none that were not encoded. */
const leavesItsPlace = /^\/[/\s]|(?:^|\/)\.{1,2}(?:[;/]|$)/

/** What is ours, as far as a way back is concerned. The config is one. */
export interface ReturnPlaces {
  /** Our origin. */
  readonly baseUrl: URL
  readonly basePath: string
  /** The app's own pages that sign people in; null where it has none. */
  readonly signInPage: string | null
  readonly passwordPage: string | null
}

/**
 * Any text as a path on our own origin, or `/`. Refused: other origins, `//` and `/\` (also encoded, also after the URL
 * parser has cleaned up `/.//`), encoded dot segments, control characters, white space, and what would lead back to where the
 * person came from: the SDK's own URLs and the app's sign-in pages.
 */
export function toReturnPath(text: string | null, places: ReturnPlaces): string {
  const { baseUrl } = places
  if (text === null || text === '' || text.length > maxLength || !isHarmless(text) || /\s/.test(text)) return '/'
  if (!text.startsWith('/') && !text.startsWith(`${baseUrl.origin}/`)) return '/'
  if (!URL.canParse(text, baseUrl)) return '/'
  const url = new URL(text, baseUrl)
  const path = url.pathname + url.search + url.hash
  if (path.length > maxLength) return '/'
  if (url.origin !== baseUrl.origin || url.username !== '' || url.password !== '') return '/'
  const decoded = decodeFully(url.pathname)
  return decoded === null || isSignIn(decoded, places) ? '/' : path
}

/** The path as whoever decodes it most often sees it; null where it would leave our origin on the way. */
function decodeFully(pathname: string): string | null {
  let path = pathname
  for (let round = 0; round <= maxDecodings; round++) {
    if (leavesItsPlace.test(path) || !isHarmless(path)) return null
    const decoded = findDecoded(path)
    if (decoded === null || decoded === path) return decoded
    path = decoded
  }
  return null
}

function isSignIn(path: string, { basePath, signInPage, passwordPage }: ReturnPlaces): boolean {
  const place = path.replace(/\/+$/, '')
  return (
    place === basePath ||
    path.startsWith(`${basePath}/`) ||
    (place !== '' && [signInPage, passwordPage].includes(place))
  )
}

/** Browsers read a backslash as a slash and drop tabs and line ends, so what we checked would not be what they open. */
function isHarmless(text: string): boolean {
  return !/[\\\p{Cc}]/u.test(text)
}
