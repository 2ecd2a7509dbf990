import { failurePage } from '../views/admin/failure-page.js'
import { toProblem } from './to-problem.js'

/** What no form shows in its own place: an address of something that is gone, a request of another site. */
export function showFailure(error, req, res, next) {
  if (res.headersSent) return next(error)
  const problem = toProblem(error)
  res.status(problem.status).send(failurePage(res.locals.call, problem))
}
