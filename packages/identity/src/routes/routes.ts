import type { Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { showHealth } from './health.ts'
import { continueInteraction } from './interaction.ts'
import type { Kit } from './kit.ts'
import { launch, launchUnsolicited } from './launch.ts'
import { listLaunchpadApplications } from './launchpad-applications.ts'
import { showLaunchpad } from './launchpad.ts'
import { showLogin, submitLogin } from './login.ts'
import { askToLogOut, logOut } from './logout.ts'
import { showSamlMetadata } from './saml-metadata.ts'
import { takePostRequest, takeRedirectRequest } from './saml-sso.ts'
import { showWebFinger } from './webfinger.ts'

/** Answers one kind of request. */
export type Route = (visit: Visit, kit: Kit) => Promise<Reply>

/** The URLs of the service. A path that ends in `/` takes one more part. */
export const routes: Readonly<Record<string, { readonly GET?: Route; readonly POST?: Route }>> = {
  '/': { GET: showLaunchpad },
  '/launchpad/applications': { GET: listLaunchpadApplications },
  '/login': { GET: showLogin, POST: submitLogin },
  '/logout': { GET: askToLogOut, POST: logOut },
  '/interaction/': { GET: continueInteraction },
  '/launch/': { GET: launch },
  '/saml/sso': { GET: takeRedirectRequest, POST: takePostRequest },
  '/saml/metadata': { GET: showSamlMetadata },
  '/saml/launch/': { GET: launchUnsolicited },
  '/.well-known/webfinger': { GET: showWebFinger },
  '/health': { GET: showHealth },
}

/** True for what oidc-provider answers itself. */
export function isOidcPath(path: string): boolean {
  return (
    path.startsWith('/oidc/') ||
    path === '/.well-known/openid-configuration' ||
    path === '/.well-known/oauth-authorization-server'
  )
}
