/** What a service provider asks. Nobody has vouched for it unless `verifyAuthnRequestSignature` answered it. */
export interface AuthnRequest {
  /** Goes back as InResponseTo. */
  readonly id: string
  /** Entity ID of the service provider. */
  readonly issuer: string
  readonly issuedAt: Date
  /** Where the request was meant to go. */
  readonly destination: string | null
  /** Where the answer should go. Anyone can write anything here: compare it with what the service provider registered. */
  readonly acsUrl: string | null
  /** The same, as the number of a registered URL. */
  readonly acsIndex: number | null
  /** The binding the answer should use; null: the identity provider decides. */
  readonly responseBinding: string | null
  readonly nameIdFormat: string | null
  /** NameID of the person the answer must be about. */
  readonly subject: string | null
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly authnContext: readonly string[]
  /** At most 80 bytes by the standard, often more in life; goes back unchanged. */
  readonly relayState: string | null
  /** Whether a signature came along. Not whether it is good. */
  readonly isSigned: boolean
}

/** An AuthnRequest as it arrives. */
export type AuthnRequestMessage =
  /** The query string exactly as the browser sent it: the signature covers these bytes. */
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly form: URLSearchParams }
