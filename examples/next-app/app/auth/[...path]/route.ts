import { toRouteHandlers } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

/** Sign-in, sign-out, SAML and OpenID Connect: everything under /auth. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE } = toRouteHandlers(auth)
