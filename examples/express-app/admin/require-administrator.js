import { deniedPage } from '../views/admin/denied-page.js'

/**
 * The session says what counted at sign-in. Whoever administers others is looked up again: one small query, so that a role that was
 * taken away is gone at once.
 */
export async function requireAdministrator(req, res, next) {
  const { call } = res.locals
  const user = await call.auth.users.find(call.organizationId, call.session.user.id)
  if (user?.status === 'active' && user.roles.includes('admin')) return next()
  res.status(403).send(deniedPage(call))
}
