/** A customer, and the e-mail domains its people have. */
export interface Organization {
  readonly id: string
  readonly name: string
  /** ASCII, lower case. */
  readonly domains: readonly string[]
}

/** A person who can sign in here. */
export interface Account {
  /** The `sub` claim. Survives a change of e-mail address or name. */
  readonly id: string
  /** Lower case. */
  readonly username: string
  /** Lower case. */
  readonly email: string
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly organization: Organization
  readonly groups: readonly string[]
}
