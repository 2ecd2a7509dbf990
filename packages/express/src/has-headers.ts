import type { HasHeaders } from '@launchpad-sso/sdk-node'
import type { Request } from 'express'

/** An Express request as the core reads it. Node has already joined what a client sent twice. */
export function hasHeaders(req: Request): HasHeaders {
  return { headers: { get: (name) => (name === 'cookie' ? req.headers.cookie : req.get(name)) } }
}
