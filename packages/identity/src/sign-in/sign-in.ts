import type { SamlRequest } from '../saml/saml-request.ts'

/** What a person signs in for. Kept on the server, so that nobody can make up where a sign-in leads. */
export type Goal =
  | { readonly kind: 'launchpad' }
  | { readonly kind: 'launch'; readonly applicationId: string; readonly unsolicited: boolean }
  | { readonly kind: 'oidc'; readonly interactionId: string; readonly applicationId: string }
  | { readonly kind: 'saml'; readonly request: SamlRequest }

/** One sign-in between the first request and the password. */
export interface SignIn {
  /** Opaque; it is the `login` parameter of the login page. Empty for the Launchpad, where there is nothing to remember. */
  readonly id: string
  readonly goal: Goal
  /** Ask for the password even if the person is signed in. */
  readonly forced: boolean
  /** The session in which the password was just given; null: any will do. Another browser cannot go on in its place. */
  readonly sessionId: string | null
  /** Answer without showing anything. */
  readonly passive: boolean
  /** Fills in the form. */
  readonly loginHint: string | null
}
