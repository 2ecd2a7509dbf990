import type { Auth, GuardOptions, RecentAuth } from '@launchpad-sso/sdk-node'
import type { RequestHandler } from 'express'
import { requireSession } from './require-session.ts'

/** Whom {@link requireRecentAuth} lets pass. */
export interface RecentAuthOptions extends RecentAuth, Omit<GuardOptions, 'recentAuth'> {}

/**
 * `requireSession` for what is worth another look (a payment, an export, a new administrator): the person must have been checked within the
 * last ten minutes, or as `options` say. A page goes to their identity provider, which checks them again, and comes back; anything
 * else gets a 401 with JSON, whose code is `REAUTHENTICATION_REQUIRED` where somebody is signed in.
 */
export function requireRecentAuth(auth: Auth, options: RecentAuthOptions = {}): RequestHandler {
  const { role, organization, returnTo, ...recentAuth } = options
  return requireSession(auth, {
    ...(role !== undefined && { role }),
    ...(organization !== undefined && { organization }),
    ...(returnTo !== undefined && { returnTo }),
    recentAuth,
  })
}
