import { authProxy } from '@launchpad-sso/next'
import { auth } from './auth.ts'

export const proxy = authProxy(auth, { publicPaths: ['/', '/open/*'] })

/** Below `/bare`, the helpers are on their own. */
export const config = { matcher: ['/((?!bare/).*)'] }
