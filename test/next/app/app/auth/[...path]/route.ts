import { toRouteHandlers } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = toRouteHandlers(auth)
