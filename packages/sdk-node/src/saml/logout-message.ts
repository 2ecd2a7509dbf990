import type { SamlNameId } from '../model/session-secrets.ts'
import type { Name } from './parse-name.ts'
import type { Status } from './parse-status.ts'

interface MessageBase {
  readonly id: string
  readonly version: string | null
  readonly issueInstant: Date
  readonly issuer: Name | null
  readonly destination: string | null
}

/** The identity provider wants somebody's sessions to end. @see saml-core-2.0-os, section 3.7.1 */
export interface LogoutRequest extends MessageBase {
  readonly kind: 'request'
  /** Null: it does not say. */
  readonly notOnOrAfter: Date | null
  readonly nameId: SamlNameId
  /** Of which of the person's sessions; empty: of all. */
  readonly sessionIndexes: readonly string[]
}

/** The identity provider has seen to a LogoutRequest of ours. @see saml-core-2.0-os, section 3.7.2 */
export interface LogoutResponse extends MessageBase {
  readonly kind: 'response'
  readonly inResponseTo: string | null
  readonly status: Status
}

export type LogoutMessage = LogoutRequest | LogoutResponse

/** A message as the browser brought it. */
export type IncomingLogout =
  /** The query as it was sent, letter for letter: that is what is signed. */
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly form: URLSearchParams }

/** A message that is the identity provider's, for us, and of now. */
export interface ReadLogout<M extends LogoutMessage = LogoutMessage> {
  readonly message: M
  /** The other side wants it back as it is; null: there is none. */
  readonly relayState: string | null
  /** After this it is too old to be taken anyway. */
  readonly until: Date
}
