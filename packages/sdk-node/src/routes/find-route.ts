import { AuthError } from '../model/auth-error.ts'
import type { Route } from './kit.ts'
import { routes, type RouteRow } from './routes.ts'

/** A route, and the values of its path's parameters. */
export interface FoundRoute {
  readonly run: Route
  readonly endsLogin: boolean
  readonly params: Readonly<Record<string, string>>
}

interface SplitRow extends RouteRow {
  readonly segments: readonly string[]
}

/** By the first segment, which is never a parameter. */
const rows = new Map<string, SplitRow[]>()
for (const row of routes) {
  const segments = row.path.split('/')
  const first = segments[1] ?? ''
  rows.set(first, [...(rows.get(first) ?? []), { ...row, segments }])
}

/**
 * The route for a path below `basePath`. A HEAD is answered as the GET.
 *
 * @throws AuthError ROUTE_NOT_FOUND, METHOD_NOT_ALLOWED
 */
export function findRoute(method: string, path: string): FoundRoute {
  const wanted = method === 'HEAD' ? 'GET' : method
  const matching = listMatching(path)
  const found = matching.find(({ row }) => row.method === wanted || row.method === 'any')
  if (found !== undefined) {
    const { run, endsLogin = false } = found.row
    return { run, endsLogin, params: found.params }
  }
  if (matching.length === 0) throw new AuthError('ROUTE_NOT_FOUND', `no route for ${path.slice(0, 200)}`)
  throw new AuthError(
    'METHOD_NOT_ALLOWED',
    `${path.slice(0, 200)} answers ${listMethods(path).join(', ')}, got ${method}`,
  )
}

/** What the URL of a path below `basePath` answers to, for `Allow`. */
export function listMethods(path: string): readonly string[] {
  return listMatching(path).flatMap(({ row }) => (row.method === 'GET' ? ['GET', 'HEAD'] : [row.method]))
}

interface Match {
  readonly row: RouteRow
  readonly params: Readonly<Record<string, string>>
}

function listMatching(path: string): readonly Match[] {
  const segments = (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  return (rows.get(segments[1] ?? '') ?? []).flatMap((row) => {
    const params = match(row.segments, segments)
    return params === null ? [] : [{ row, params }]
  })
}

function match(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | null {
  const isOpen = pattern.at(-1) === '*'
  if (isOpen ? segments.length < pattern.length - 1 : segments.length !== pattern.length) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    if (expected === '*') return { ...params, rest: segments.slice(index).join('/') }
    const segment = segments[index] ?? ''
    if (expected.startsWith(':')) params[expected.slice(1)] = segment
    else if (expected !== segment) return null
  }
  return params
}
