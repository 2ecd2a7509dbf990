/** What our cookie says about a person who is signed in here. One for all applications, whatever protocol they speak. */
export interface IdpSession {
  readonly id: string
  readonly accountId: string
  /** When the password was checked. Epoch milliseconds. */
  readonly authenticatedAt: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** The OIDC interaction this sign-in was made for: proof that the person was asked again. */
  readonly interactionId: string | null
}
