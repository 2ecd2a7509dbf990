import type { Auth, GuardAnswer, SiteGuardOptions } from '@launchpad-sso/sdk-node'
import { NextResponse, type NextRequest } from 'next/server.js'
import { askedPathHeader, withoutInternal } from './internal-headers.ts'

/** Whom the proxy lets pass, and where. */
export type ProxyOptions = SiteGuardOptions

/**
 * Guards every page of the app; for `proxy.ts`, and for `middleware.ts` of Next 15 in the Node.js runtime. A page that is
 * navigated to leads to sign-in and back. Prefetches, client-side navigation, server actions and scripts get 401, upon which
 * Next's router navigates. The SDK's own URLs, Next's and static files are left alone. Renews the session when that is due.
 */
export function authProxy(auth: Auth, options: ProxyOptions = {}): (request: NextRequest) => Promise<NextResponse> {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const isAction = request.headers.has('next-action')
    // An action is sent to the page that it came from, and there the person comes back to.
    const result = await auth.guardSite(request, isAction ? { returnTo: pathname + search, ...options } : options)
    if (result.kind === 'answer') return toNextResponse(result, request, isAction)
    const headers = withoutInternal(request.headers)
    if (result.kind === 'untouched') return NextResponse.next({ request: { headers } })
    headers.set(askedPathHeader, pathname + search)
    const response = NextResponse.next({ request: { headers } })
    for (const cookie of result.setCookies) response.headers.append('set-cookie', cookie)
    return result.session === null ? response : forOnePerson(response)
  }
}

function toNextResponse({ response, location }: GuardAnswer, request: NextRequest, isAction: boolean): NextResponse {
  const { body, status, headers } = response
  const answer = new NextResponse(body, { status, headers })
  // Next wants the whole URL here, and makes it relative again before it leaves.
  if (headers.has('location')) answer.headers.set('location', new URL(location, request.url).href)
  // What Next's own actions answer: its client goes there, whatever the status. A client that does not shows the error.
  if (isAction) answer.headers.set('x-action-redirect', `${location};push`)
  return answer
}

/** Of what a guarded page answers, no cache may keep anything. Next puts a `vary` of its own in the place of ours on pages. */
function forOnePerson(response: NextResponse): NextResponse {
  response.headers.set('cache-control', 'private, no-store')
  response.headers.append('vary', 'Cookie')
  return response
}
