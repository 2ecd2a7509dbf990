import type { Identity } from './identity.ts'
import type { User } from './user.ts'

/** What an app may change of somebody who is about to come in. */
export interface SignInChange extends Partial<
  Pick<User, 'username' | 'externalId' | 'name' | 'firstName' | 'lastName'>
> {
  /** Given by hand from now on; null: the groups decide. */
  readonly role?: string | null
}

/** What an app says to a sign-in: nothing (go on), a change, or no. `refuse` is for the log; the person is told that they may not. */
export type SignInDecision = { readonly change: SignInChange } | { readonly refuse: string }

/**
 * Asked after the identity is proven and the person found, before anything is written. A thrown error refuses as well.
 *
 * @param user as they would come in, with `id`; a new one is not stored yet.
 */
export type OnSignIn = (
  identity: Identity,
  user: User,
) => SignInDecision | null | undefined | void | Promise<SignInDecision | null | undefined | void>
