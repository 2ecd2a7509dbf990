export { authRoutes } from './auth-routes.ts'
export { getSession } from './get-session.ts'
export { requireSession } from './require-session.ts'
export { webhookRoute } from './webhook-route.ts'
