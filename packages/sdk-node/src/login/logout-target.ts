import { toReturnPath, type ReturnPlaces } from './return-path.ts'

/** Of an address, as of a path of ours. */
const maxLength = 2048

/** Where a sign-out may lead. The config is one. */
export interface LogoutPlaces extends ReturnPlaces {
  readonly logout: { readonly forwardTo: readonly URL[] }
}

/**
 * Where somebody goes who has signed out: a path on our own origin, or an address that the app has listed. Anything else is `/`.
 *
 * @see {@link toReturnPath}
 */
export function toLogoutTarget(text: string | null, places: LogoutPlaces): string {
  return findListed(text, places) ?? toReturnPath(text, places)
}

/** The address, when it is one of the app's list; null for paths of ours and everything else. */
export function findListed(text: string | null, { logout }: Pick<LogoutPlaces, 'logout'>): string | null {
  // Browsers drop what is invisible and read backslashes as slashes, so what we checked would not be what they open.
  if (text === null || text.length > maxLength || /[\s\\\p{Cc}\p{Cf}]/u.test(text)) return null
  const url = logout.forwardTo.some(({ origin }) => isBelow(text, origin)) && URL.canParse(text) ? new URL(text) : null
  if (url === null || url.href.length > maxLength) return null
  return logout.forwardTo.some((listed) => isListed(url, listed)) ? url.href : null
}

/** Letter by letter, before anything is parsed: no user name, no other port, no other way to write the host. */
function isBelow(text: string, origin: string): boolean {
  return text.startsWith(origin) && ['', '/', '?', '#'].includes(text.charAt(origin.length))
}

/** An entry without a path stands for all of its origin, one with a path for that page. */
function isListed(url: URL, listed: URL): boolean {
  if (url.origin !== listed.origin || url.username !== '' || url.password !== '') return false
  if (listed.search !== '' && url.search !== listed.search) return false
  return (listed.pathname === '/' && listed.search === '') || url.pathname === listed.pathname
}
