import { requireSession } from '@launchpad-sso/express'
import express from 'express'
import { allowScripts } from './allow-scripts.js'
import { auditRoutes } from './audit.js'
import { connectionRoutes } from './connection.js'
import { domainRoutes } from './domains.js'
import { memberRoutes } from './members.js'
import { overviewRoutes } from './overview.js'
import { provisioningRoutes } from './provisioning.js'
import { requireAdministrator } from './require-administrator.js'
import { requireSameOrigin } from './require-same-origin.js'
import { roleRoutes } from './roles.js'
import { prepareCall } from './prepare-call.js'
import { showFailure } from './show-failure.js'
import { webhookRoutes } from './webhooks.js'

const sections = [
  overviewRoutes,
  domainRoutes,
  connectionRoutes,
  provisioningRoutes,
  memberRoutes,
  roleRoutes,
  webhookRoutes,
  auditRoutes,
]

/** Metadata has at most 1 MiB, and a form makes some of its characters longer. */
const largestForm = '3mb'

/**
 * The administration of one organization: that of the session, whatever a form or an address says.
 *
 * @param {{ auth: import('@launchpad-sso/sdk-node').Auth, launchpadUrl?: string, inbox?: object }} options
 */
export function adminRoutes({ auth, launchpadUrl, inbox }) {
  const router = express.Router()
  router.use(requireSession(auth, { role: 'admin' }))
  router.use(prepareCall({ auth, launchpadUrl, inbox }))
  router.use(requireAdministrator)
  router.use(requireSameOrigin)
  router.use(express.urlencoded({ extended: false, limit: largestForm }))
  router.use(['/connection', '/webhooks', '/audit'], allowScripts)
  for (const section of sections) router.use(section())
  router.use(showFailure)
  return router
}
