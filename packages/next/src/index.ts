export { authProxy, type ProxyOptions } from './auth-proxy.ts'
export { getSession } from './get-session.ts'
export { requireSession } from './require-session.ts'
export { toRouteHandlers, type RouteHandlerOptions, type RouteHandlers } from './to-route-handlers.ts'
