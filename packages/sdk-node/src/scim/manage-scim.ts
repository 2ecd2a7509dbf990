import type { ScimScope, ScimToken } from '../model/scim-token.ts'
import type { WriteContext } from '../model/write-context.ts'

/** A token without what proves it. */
export type ManagedScimToken = Omit<ScimToken, 'hash'>

/** A token to be. */
export interface ScimTokenDraft {
  /** For people who manage several. @default null */
  readonly name?: string | null
  /** @default all four */
  readonly scopes?: readonly ScimScope[]
  /** Null: never. @default null */
  readonly expiresAt?: Date | null
}

/** What an administrator enters at the identity provider, and what their tokens may do. */
export interface ManageScim {
  /** The base URL of the SCIM endpoint, for every connection: the token says which. */
  readonly baseUrl: () => Promise<string>
  /**
   * Several may be alive at once, at most ten: to rotate, make a new one, enter it at the identity provider, revoke the old one.
   *
   * @returns the token, which nobody can be shown again
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT (the connection's `provisioning.mode` is not `scim`, or it has ten), REQUEST_INVALID
   */
  readonly createToken: (
    organizationId: string,
    connectionId: string,
    draft?: ScimTokenDraft,
    context?: WriteContext,
  ) => Promise<{ readonly token: string; readonly details: ManagedScimToken }>
  /** @throws AuthError CONNECTION_NOT_FOUND */
  readonly listTokens: (organizationId: string, connectionId: string) => Promise<readonly ManagedScimToken[]>
  /** From then on it is refused. @throws AuthError SCIM_TOKEN_NOT_FOUND */
  readonly revokeToken: (
    organizationId: string,
    connectionId: string,
    tokenId: string,
    context?: WriteContext,
  ) => Promise<void>
}
