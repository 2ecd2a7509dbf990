import type { Auth, GuardOptions, RecentAuth, Session } from '@launchpad-sso/sdk-node'
import { requireSession } from './require-session.ts'

/** Whom {@link requireRecentAuth} lets pass. */
export interface RecentAuthOptions extends RecentAuth, Omit<GuardOptions, 'recentAuth'> {}

/**
 * `requireSession` for what is worth another look (a payment, an export, a new administrator): the person must have been checked within the
 * last ten minutes, or as `options` say. Otherwise whoever waits for a page, or has called a server action, goes to their identity
 * provider, which checks them again, and comes back; a script that asks a route handler gets 401.
 */
export async function requireRecentAuth(auth: Auth, options: RecentAuthOptions = {}): Promise<Session> {
  const { role, organization, returnTo, ...recentAuth } = options
  return requireSession(auth, {
    ...(role !== undefined && { role }),
    ...(organization !== undefined && { organization }),
    ...(returnTo !== undefined && { returnTo }),
    recentAuth,
  })
}
