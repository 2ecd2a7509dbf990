import type { Auth, GuardOptions, GuardResult, RecentAuth, Session } from '@launchpad-sso/sdk-node'
import { headers } from 'next/headers.js'
import { cache } from 'react'
import { askedPathHeader } from './internal-headers.ts'
import { redirectTo, refuseWith } from './interrupt.ts'
import { isRendering } from './is-rendering.ts'

/**
 * The session of the request, for server components, route handlers and server actions. Without one, whoever waits for a page
 * goes to sign-in and comes back, and a script that asks a route handler gets 401; where a role is missing it is a page that
 * says so, or 403. What stands behind the call only runs for those who may pass. Never sets a cookie.
 */
export async function requireSession(auth: Auth, options: GuardOptions = {}): Promise<Session> {
  const { role, organization, returnTo, recentAuth } = options
  const result = await askGuard(auth, role, organization, returnTo, recentAuth && toText(recentAuth))
  if (result.kind === 'pass') return result.session
  const isAction = (await headers()).has('next-action')
  if (isAction || isRendering() || !isForScript(result.response))
    return redirectTo(result.location, isAction ? 'push' : 'replace')
  return refuseWith(result.response.status === 401 ? 401 : 403)
}

/** Components that require the same share one answer, and a refusal is in the log once. */
const askGuard = cache(
  async (auth: Auth, role: Wish, organization: Wish, returnTo: Wish, recentAuth: Wish): Promise<GuardResult> => {
    const asked = await headers()
    // Next tells nobody the method. A page is asked for by GET, and an action is sent to the page that it came from.
    const request = { method: 'GET', url: asked.get(askedPathHeader) ?? '/', headers: asked }
    return auth.guard(request, {
      ...(role !== undefined && { role }),
      ...(organization !== undefined && { organization }),
      ...(returnTo !== undefined && { returnTo }),
      // As text, because React compares what is cached by identity.
      ...(recentAuth !== undefined && { recentAuth: JSON.parse(recentAuth) as RecentAuth }),
    })
  },
)

type Wish = string | undefined

/** JSON would make null of a number that is none, and null means something. */
function toText(recentAuth: RecentAuth): string {
  return JSON.stringify(recentAuth, (_name, value: unknown) => (Number.isNaN(value) ? 'NaN' : value))
}

function isForScript({ headers: answered }: Response): boolean {
  return (answered.get('content-type') ?? '').startsWith('application/json')
}
