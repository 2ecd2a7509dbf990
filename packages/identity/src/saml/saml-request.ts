/** What is kept of an AuthnRequest that was checked. */
export interface SamlRequest {
  readonly applicationId: string
  /** ID of the AuthnRequest; the Response names it. */
  readonly requestId: string
  /** Returned as it came. */
  readonly relayState: string | null
  /** Format URN the service provider asks for; null: ours. */
  readonly nameIdFormat: string | null
}
