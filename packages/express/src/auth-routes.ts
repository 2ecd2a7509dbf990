import type { Auth } from '@launchpad-sso/sdk-node'
import { sendAnswer, toIncomingRequest } from '@launchpad-sso/sdk-node/node'
import type { RequestHandler } from 'express'

/** Answers the SDK's URLs. Mount it once, without a path: `app.use(authRoutes(auth))`. */
export function authRoutes(auth: Auth): RequestHandler {
  return (req, res, next) => {
    if (!req.originalUrl.startsWith(`${auth.basePath}/`)) return next()
    const client = { ip: req.ip ?? null }
    auth
      .answer(toIncomingRequest(req, auth.baseUrl), client)
      .then((answer) => sendAnswer(answer, res))
      .catch(next)
  }
}
