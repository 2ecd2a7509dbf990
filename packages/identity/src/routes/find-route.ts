import { IdentityError } from '../identity-error.ts'
import { routes, type Route } from './routes.ts'

/** The route for a request and the variable part of its path. @throws IdentityError ROUTE_NOT_FOUND or METHOD_NOT_ALLOWED */
export function findRoute(method: string, path: string): { readonly route: Route; readonly parameter: string } {
  const cut = path.lastIndexOf('/') + 1
  const folder = path.slice(0, cut)
  const isExact = Object.hasOwn(routes, path) && (path === '/' || !path.endsWith('/'))
  const row = isExact ? routes[path] : folder !== '/' && Object.hasOwn(routes, folder) ? routes[folder] : undefined
  if (row === undefined) throw new IdentityError('ROUTE_NOT_FOUND', `path: got '${path.slice(0, 200)}'`)
  const route = method === 'POST' ? row.POST : method === 'GET' || method === 'HEAD' ? row.GET : undefined
  if (route === undefined)
    throw new IdentityError('METHOD_NOT_ALLOWED', `method: wanted ${Object.keys(row).join(' or ')}, got ${method}`)
  return { route, parameter: isExact ? '' : decodePart(path.slice(cut)) }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new IdentityError('ROUTE_NOT_FOUND', `path: wanted percent-encoded UTF-8, got '${part.slice(0, 200)}'`)
  }
}
