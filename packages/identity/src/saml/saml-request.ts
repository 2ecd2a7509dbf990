/** What is kept of an AuthnRequest that was checked. */
export interface SamlRequest {
  readonly applicationId: string
  /** ID of the AuthnRequest; null: nobody asked, the sign-in started here. */
  readonly requestId: string | null
  /** Returned as it came. */
  readonly relayState: string | null
  /** Format URN the service provider asks for; null: ours. */
  readonly nameIdFormat: string | null
  /** NameID of the person the answer must be about; null: whoever signs in. */
  readonly subject: string | null
  /** AuthnContextClassRef values, one of which the service provider wants; empty: any. */
  readonly authnContext: readonly string[]
}
