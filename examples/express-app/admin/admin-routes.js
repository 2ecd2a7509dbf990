import { requireSession } from '@launchpad-sso/express'
import express from 'express'
import { auditRoutes } from './audit.js'
import { connectionRoutes } from './connection.js'
import { domainRoutes } from './domains.js'
import { memberRoutes } from './members.js'
import { overviewRoutes } from './overview.js'
import { requireAdministrator } from './require-administrator.js'
import { requireSameOrigin } from './require-same-origin.js'
import { roleRoutes } from './roles.js'
import { prepareCall } from './prepare-call.js'
import { showFailure } from './show-failure.js'

/** Metadata has at most 1 MiB, and a form makes some of its characters longer. */
const largestForm = '3mb'

/**
 * The administration of one organization: that of the session, whatever a form or an address says.
 *
 * @param {{ auth: import('@launchpad-sso/sdk-node').Auth, launchpadUrl?: string }} options
 */
export function adminRoutes({ auth, launchpadUrl }) {
  const router = express.Router()
  router.use(requireSession(auth, { role: 'admin' }))
  router.use(prepareCall({ auth, launchpadUrl }))
  router.use(requireAdministrator)
  router.use(requireSameOrigin)
  router.use(express.urlencoded({ extended: false, limit: largestForm }))
  for (const section of [overviewRoutes, domainRoutes, connectionRoutes, memberRoutes, roleRoutes, auditRoutes])
    router.use(section())
  router.use(showFailure)
  return router
}
