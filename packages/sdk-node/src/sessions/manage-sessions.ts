import type { WriteContext } from '../model/write-context.ts'

/** Whose sessions are to end. */
export type SessionScope =
  | { readonly sessionId: string }
  /** All of a person. */
  | { readonly userId: string }
  /** Of everybody whom that connection signed in. */
  | { readonly connectionId: string }
  /** Of everybody in the organization. */
  | { readonly everybody: true }

/** Sessions that have begun. */
export interface ManageSessions {
  /**
   * Ends them: here at once, at every other instance within a second. Who may, signs in again.
   *
   * @throws AuthError REQUEST_INVALID, USER_NOT_FOUND, CONNECTION_NOT_FOUND
   */
  readonly revoke: (organizationId: string, scope: SessionScope, context?: WriteContext) => Promise<void>
}
