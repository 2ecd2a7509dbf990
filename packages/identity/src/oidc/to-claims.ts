import type { AccountClaims } from 'oidc-provider'
import type { Account } from '../accounts/account.ts'

/** Which scope opens which claims. Groups come with `profile` as well, because few clients ask for more. */
export const claimsByScope: Readonly<Record<string, string[]>> = {
  openid: ['sub', 'org_id', 'org_name'],
  email: ['email', 'email_verified'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'groups'],
  groups: ['groups'],
}

/** Everything we say about a person; oidc-provider leaves out what the scopes do not open. */
export function toClaims(account: Account): AccountClaims {
  return {
    sub: account.id,
    org_id: account.organization.id,
    org_name: account.organization.name,
    email: account.email,
    // Whoever wrote the account list vouches for the addresses in it.
    email_verified: true,
    name: account.name,
    given_name: account.firstName,
    family_name: account.lastName,
    preferred_username: account.username,
    groups: [...account.groups],
  }
}
