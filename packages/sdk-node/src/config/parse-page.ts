import type { Problems } from './surroundings.ts'

/** A page of the app's own, by its path. Null where there is none. @param problems takes what is wrong. */
export function parsePage(
  name: 'signInPage' | 'passwordPage',
  path: string | undefined,
  basePath: string,
  problems: Problems,
): string | null {
  if (path === undefined) return null
  const url = URL.canParse(path, 'http://localhost') ? new URL(path, 'http://localhost') : null
  // Only a path that is written as browsers send it can be recognized in a request.
  if (!path.startsWith('/') || url?.pathname !== path || url.host !== 'localhost' || /[*;%]|\/\/|.\/$/.test(path))
    problems.push(`${name} must be a path such as '/sign-in', without query or trailing slash, is '${path}'`)
  else if (path === basePath || path.startsWith(`${basePath}/`))
    problems.push(`${name} must not lie under basePath ('${basePath}'), where the SDK answers, is '${path}'`)
  return path
}
