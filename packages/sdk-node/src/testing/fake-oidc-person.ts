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
  /** Too many groups, as Entra has it: the claim names another place instead of them. */
  readonly groupOverage?: boolean
  /** Sent beside, or instead of, the claims made of the fields above. */
  readonly claims?: Readonly<Record<string, unknown>>
}

const groupsElsewhere = {
  _claim_names: { groups: 'src1' },
  _claim_sources: { src1: { endpoint: 'https://graph.windows.net/fake/users/fake/getMemberObjects' } },
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
    ...(person.groupOverage ? groupsElsewhere : { groups: person.groups }),
    ...person.claims,
  }
}
