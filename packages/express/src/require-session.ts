import type { Auth, GuardOptions, Session } from '@launchpad-sso/sdk-node'
import { sendWebResponse } from '@launchpad-sso/sdk-node/node'
import type { RequestHandler } from 'express'
import { hasHeaders } from './has-headers.ts'

declare global {
  // Express documents this namespace as the place for what middleware adds.
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Locals {
      /** Set by `requireSession`. */
      session?: Session
    }
  }
}

/**
 * Lets only signed-in requests pass; `res.locals.session` is then the session. Pages go to sign-in and come back, anything
 * else gets a 401 with JSON. What is answered behind it is for one person, so no cache may keep it.
 */
export function requireSession(auth: Auth, options: GuardOptions = {}): RequestHandler {
  return (req, res, next) => {
    auth
      .guard({ ...hasHeaders(req), method: req.method, url: req.originalUrl }, options)
      .then((result) => {
        if (result.kind === 'answer') return sendWebResponse(result.response, res)
        for (const cookie of result.setCookies) res.append('set-cookie', cookie)
        res.setHeader('cache-control', 'private, no-store')
        res.vary('Cookie')
        res.locals['session'] = result.session
        next()
      })
      .catch(next)
  }
}
