/** An authorization request that needs the person. */
export interface OidcInteraction {
  readonly id: string
  readonly clientId: string
  /** The client wants the person checked again, or another person: a session is not enough. */
  readonly forced: boolean
  readonly loginHint: string | null
}
