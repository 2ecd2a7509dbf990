import { requireSession } from '@launchpad-sso/express'
import express from 'express'
import { prepareCall } from '../admin/prepare-call.js'
import { requireSameOrigin } from '../admin/require-same-origin.js'
import { toProblem } from '../admin/to-problem.js'
import { accountFailurePage } from '../views/account/account-failure-page.js'
import { sessionRoutes } from './sessions.js'

/**
 * What people decide for themselves, and for nobody else: whose account it is says the session.
 *
 * @param {{ auth: import('@launchpad-sso/sdk-node').Auth, launchpadUrl?: string }} options
 */
export function accountRoutes({ auth, launchpadUrl }) {
  const router = express.Router()
  router.use(requireSession(auth))
  router.use(prepareCall({ auth, launchpadUrl }))
  router.use(requireSameOrigin)
  router.use(express.urlencoded({ extended: false, limit: '8kb' }))
  router.use(sessionRoutes())
  router.use(showFailure)
  return router
}

function showFailure(error, req, res, next) {
  if (res.headersSent) return next(error)
  const problem = toProblem(error)
  res.status(problem.status).send(accountFailurePage(res.locals.call, problem))
}
