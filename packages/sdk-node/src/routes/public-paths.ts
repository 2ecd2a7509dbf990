import { findPlainPath } from '../http/find-plain-path.ts'
import { AuthError } from '../model/auth-error.ts'

/** Says whether a path is public. */
export type IsPublic = (plainPath: string) => boolean

/**
 * '/pricing' is that path, '/blog/*' is `/blog` and everything below.
 *
 * @throws AuthError CONFIG_INVALID naming every pattern that is neither.
 */
export function parsePublicPaths(patterns: unknown, pages: readonly string[]): IsPublic {
  const list: unknown[] = Array.isArray(patterns) ? patterns : []
  const wrong = Array.isArray(patterns) ? list.filter((pattern) => !isPattern(pattern)) : [patterns]
  if (wrong.length > 0)
    throw new AuthError(
      'CONFIG_INVALID',
      `publicPaths must be paths such as '/pricing' or '/blog/*', holds ${wrong.map((one) => `'${String(one)}'`).join(', ')}`,
    )
  const exact = new Set(pages)
  const beginnings: string[] = []
  for (const pattern of list.filter(isPattern)) {
    const path = toSent(pattern.replace(/\*$/, ''))
    exact.add(withoutEnd(path))
    if (pattern.endsWith('*')) beginnings.push(path)
  }
  return (path) => exact.has(withoutEnd(path)) || beginnings.some((beginning) => path.startsWith(beginning))
}

function isPattern(pattern: unknown): pattern is string {
  return (
    typeof pattern === 'string' && /^\/(?!\/)[^*?#\s]*(?:(?<=\/)\*)?$/.test(pattern) && findPlainPath(pattern) !== null
  )
}

/** As browsers send it: percent-encoded. */
function toSent(path: string): string {
  return new URL(`http://localhost${path}`).pathname
}

function withoutEnd(path: string): string {
  return /[^/]\/$/.test(path) ? path.slice(0, -1) : path
}
