import type { Accounts } from '../accounts/accounts.ts'
import type { Applications } from '../applications/applications.ts'
import type { Config } from '../config/config.ts'
import type { CookieNames } from '../http/cookies.ts'
import type { FormGuard } from '../http/form-guard.ts'
import type { OidcProvider } from '../oidc/create-oidc-provider.ts'
import type { SamlIdp } from '../saml/saml-idp.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'

/** Everything the routes work with. */
export interface Kit {
  readonly config: Config
  readonly accounts: Accounts
  readonly applications: Applications
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly formGuard: FormGuard
  readonly cookieNames: CookieNames
  readonly oidc: OidcProvider
  readonly saml: SamlIdp
}
