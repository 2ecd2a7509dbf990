import type { Auth, Session } from '@launchpad-sso/sdk-node'
import type { Request } from 'express'
import { hasHeaders } from './has-headers.ts'

/** The session of the request, or null. */
export function getSession(auth: Auth, req: Request): Promise<Session | null> {
  return auth.getSession(hasHeaders(req))
}
