import type { Auth, Session } from '@launchpad-sso/sdk-node'
import { headers } from 'next/headers.js'
import { cache } from 'react'

/**
 * The session of the request, or null: in server components, route handlers and server actions. However many components
 * ask, the cookie is opened once per request.
 */
export const getSession: (auth: Auth) => Promise<Session | null> = cache(async (auth: Auth) => {
  const given = await headers()
  return auth.getSession({ headers: given })
})
