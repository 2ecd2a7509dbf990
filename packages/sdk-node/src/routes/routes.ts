import { backchannelLogout } from './backchannel-logout.ts'
import { confirmLogout } from './confirm-logout.ts'
import { denied } from './denied.ts'
import { discoverRoute } from './discover.ts'
import { frontchannelLogout } from './frontchannel-logout.ts'
import type { Route } from './kit.ts'
import { jwks } from './jwks.ts'
import { launch } from './launch.ts'
import { launchpad } from './launchpad.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { oidcCallback } from './oidc-callback.ts'
import { oidcLoggedOut } from './oidc-logged-out.ts'
import { pollEvents } from './poll-events.ts'
import { receiveEvents } from './receive-events.ts'
import { revokeTokens } from './revoke-tokens.ts'
import { samlAcs } from './saml-acs.ts'
import { samlMetadata } from './saml-metadata.ts'
import { samlSlo } from './saml-slo.ts'
import { scim } from './scim.ts'
import { session } from './session.ts'
import { signals } from './signals.ts'
import { testSignIn } from './test-sign-in.ts'

/** A URL we answer. `:name` in the path stands for one segment, `*` at its end for all that follow, if any: the parameter `rest`. */
export interface RouteRow {
  /** `any`: the route itself says which methods it answers. */
  readonly method: 'GET' | 'POST' | 'any'
  readonly path: string
  readonly run: Route
  /** Replies of identity providers come here: what goes wrong is a login that failed. */
  readonly endsLogin?: boolean
}

/** Every URL the SDK answers, below `basePath`. */
export const routes: readonly RouteRow[] = [
  { method: 'GET', path: '/login', run: login },
  { method: 'GET', path: '/discover', run: discoverRoute },
  { method: 'GET', path: '/launch/:connection', run: launch },
  { method: 'POST', path: '/launch/:connection', run: launch },
  { method: 'GET', path: '/oidc/:connection/callback', run: oidcCallback, endsLogin: true },
  { method: 'POST', path: '/oidc/:connection/callback', run: oidcCallback, endsLogin: true },
  { method: 'POST', path: '/oidc/:connection/backchannel-logout', run: backchannelLogout },
  { method: 'GET', path: '/oidc/:connection/frontchannel-logout', run: frontchannelLogout },
  { method: 'GET', path: '/oidc/:connection/logged-out', run: oidcLoggedOut },
  { method: 'POST', path: '/saml/:connection/acs', run: samlAcs, endsLogin: true },
  { method: 'GET', path: '/saml/:connection/metadata', run: samlMetadata },
  { method: 'GET', path: '/saml/:connection/slo', run: samlSlo },
  { method: 'POST', path: '/saml/:connection/slo', run: samlSlo },
  { method: 'GET', path: '/test/:connection', run: testSignIn },
  { method: 'GET', path: '/logout', run: confirmLogout },
  { method: 'POST', path: '/logout', run: logout },
  { method: 'GET', path: '/session', run: session },
  { method: 'GET', path: '/denied', run: denied },
  { method: 'GET', path: '/launchpad', run: launchpad },
  { method: 'any', path: '/scim/*', run: scim },
  { method: 'GET', path: '/jwks', run: jwks },
  { method: 'POST', path: '/events', run: receiveEvents },
  { method: 'POST', path: '/events/:endpoint/poll', run: pollEvents },
  { method: 'POST', path: '/signals/:connection', run: signals },
  { method: 'POST', path: '/signals/:connection/revoke', run: revokeTokens },
]
