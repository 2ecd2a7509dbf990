import type { Account } from '../accounts/account.ts'

/** What an assertion says about a person. */
export function toAttributes(account: Account): Readonly<Record<string, readonly string[]>> {
  return {
    email: [account.email],
    userId: [account.id],
    username: [account.username],
    firstName: [account.firstName],
    lastName: [account.lastName].filter((name) => name !== ''),
    displayName: [account.name],
    groups: account.groups,
    organizationId: [account.organization.id],
    organizationName: [account.organization.name],
  }
}
