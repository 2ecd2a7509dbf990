/** Who signs in at the fake provider. */
export interface FakeOidcPerson {
  readonly email: string
  /** @default 'sub-' + email */
  readonly sub?: string
  /** @default true */
  readonly emailVerified?: boolean
  readonly firstName?: string
  readonly lastName?: string
  /** Full name. */
  readonly name?: string
  readonly groups?: readonly string[]
  /** Sent beside, or instead of, the claims made of the fields above. */
  readonly claims?: Readonly<Record<string, unknown>>
}

export function toFakeSubject({ sub, email }: FakeOidcPerson): string {
  return sub ?? `sub-${email}`
}

/** The claims of the scopes `email` and `profile`. What a person does not have is not sent. */
export function toFakeClaims(person: FakeOidcPerson): Readonly<Record<string, unknown>> {
  return {
    email: person.email,
    email_verified: person.emailVerified ?? true,
    given_name: person.firstName,
    family_name: person.lastName,
    name: person.name,
    groups: person.groups,
    ...person.claims,
  }
}
