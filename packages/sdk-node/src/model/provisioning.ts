/**
 * What leads from an identity to a user who is there already, when no link does yet: `email` to the user's address, `username`
 * (the mapped attribute or claim) and `nameid` (the NameID or `sub` itself) to the user's username, `subject` (the mapped
 * stable id) to the user's external id.
 */
export type MatchKey = 'email' | 'username' | 'nameid' | 'subject'

/** Who may come in by a connection, and which user that is. */
export interface ProvisioningPolicy {
  /**
   * `jit`: whoever the IdP vouches for, a user is made at the first sign-in. `pre-provisioned`: only who is there already.
   * `scim`: the same, and the IdP puts them there.
   */
  readonly mode: 'jit' | 'pre-provisioned' | 'scim'
  readonly matchBy: MatchKey
  /** Whether `Ana` and `ana` are two usernames. Addresses are always compared in lower case, external ids never. */
  readonly caseSensitive: boolean
}

/** What a connection does when nobody says otherwise. */
export const defaultProvisioning: ProvisioningPolicy = Object.freeze({
  mode: 'jit',
  matchBy: 'email',
  caseSensitive: false,
})
