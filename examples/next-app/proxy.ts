import { authProxy } from '@launchpad-sso/next'
import { NextRequest, type NextResponse } from 'next/server'
import { auth } from './auth.ts'
import { toContentSecurityPolicy } from './content-security-policy.ts'

/** Every page asks for a session, but these. */
const guard = authProxy(auth, { publicPaths: ['/', '/catalogue'] })

/** Guards the pages, and gives each its Content-Security-Policy. `export const proxy = authProxy(auth)` would guard alone. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  // The SDK's own pages bring a policy of their own.
  if (request.nextUrl.pathname.startsWith('/auth/')) return guard(request)
  const policy = toContentSecurityPolicy(crypto.randomUUID())
  const headers = new Headers(request.headers)
  // From here Next reads the nonce that it puts on its scripts.
  headers.set('content-security-policy', policy)
  const response = await guard(new NextRequest(request.url, { method: request.method, headers }))
  if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', policy)
  return response
}
