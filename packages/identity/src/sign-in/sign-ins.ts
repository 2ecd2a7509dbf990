import { randomBytes } from 'node:crypto'
import { createExpiringMap } from '../memory/expiring-map.ts'
import type { SignIn } from './sign-in.ts'

/** A sign-in before it has its id. */
export type NewSignIn = Omit<SignIn, 'id' | 'sessionId'> & { readonly sessionId?: string }

/** The sign-ins that have begun and are not done. */
export interface SignIns {
  readonly begin: (signIn: NewSignIn) => SignIn
  readonly find: (id: string) => SignIn | null
  /** Reads and removes: a sign-in is finished once. */
  readonly take: (id: string) => SignIn | null
}

const lifetimeMs = 15 * 60_000

/** @param now epoch milliseconds. */
export function createSignIns(now: () => number): SignIns {
  const pending = createExpiringMap<SignIn>(10_000, now)
  return {
    begin: (signIn) => {
      const begun = { sessionId: null, ...signIn, id: randomBytes(24).toString('base64url') }
      pending.set(begun.id, begun, now() + lifetimeMs)
      return begun
    },
    find: pending.get,
    take: pending.take,
  }
}

/** A sign-in that only leads to the Launchpad. Nothing to remember, so strangers cannot fill the memory with it. */
export const launchpadSignIn: SignIn = {
  id: '',
  goal: { kind: 'launchpad' },
  forced: false,
  sessionId: null,
  passive: false,
  loginHint: null,
}
