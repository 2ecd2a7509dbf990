import type { IncomingMessage } from 'node:http'
import type { Jwk } from '../keys/signing-keys.ts'
import type { Page } from '@launchpad-sso/sdk-node/node'
import type { Accounts } from '../accounts/accounts.ts'
import type { Applications } from '../applications/applications.ts'
import type { IdpSession } from '../sessions/idp-session.ts'

/** What the OpenID provider needs of the rest of the service. */
export interface OidcProviderOptions {
  readonly issuer: URL
  readonly accounts: Accounts
  readonly applications: Applications
  readonly keys: { readonly keys: readonly Jwk[] }
  readonly secrets: readonly string[]
  readonly sessionSeconds: number
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly findSession: (request: IncomingMessage) => Promise<IdpSession | null>
  /** Ends the session of the request. @returns the cookie that goes out. */
  readonly endSession: (request: IncomingMessage) => Promise<string>
  readonly renderError: (request: IncomingMessage, error: Error) => Page
  readonly renderSignOut: (request: IncomingMessage, form: { readonly action: string; readonly token: string }) => Page
  readonly renderSignedOut: (request: IncomingMessage) => Page
  /** Something failed. Ordinary answers such as `login_required` are no failures. */
  readonly onError: (request: IncomingMessage, error: Error) => void
  /** An application was told that somebody has signed out, or could not be. */
  readonly onTold: (clientId: string, error: Error | null) => void
  readonly onEntered: (accountId: string, applicationId: string) => void
}
