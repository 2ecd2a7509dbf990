import type { AuthenticationRule } from './authentication-policy.ts'

/** What a protocol must remember between `start` and `finish`. Kept on the server, taken once. */
export type Memo =
  /** `requestId` null: nobody asked, the IdP sent the response unsolicited. */
  | ({ readonly type: 'saml'; readonly requestId: string | null } & Promised)
  | ({ readonly type: 'oidc'; readonly codeVerifier: string; readonly nonce: string } & Promised)

/** What of a session its end needs. */
export interface ReplacedSession {
  readonly id: string
  readonly user: { readonly id: string }
  readonly organization: { readonly id: string }
}

interface Promised {
  /** Somebody who is signed in was sent to be checked again: the reply counts only when that was done, in this way. */
  readonly stepUp?: AuthenticationRule
  /** What the browser had when it left: it ends when another begins. A reply that is posted from another site brings no cookie that would say. */
  readonly replaces?: ReplacedSession
}
