import { randomBytes } from 'node:crypto'
import { createExpiringMap } from '../memory/expiring-map.ts'
import type { SignIn } from './sign-in.ts'

/** The sign-ins that have begun and are not done. */
export interface SignIns {
  readonly begin: (signIn: Omit<SignIn, 'id'>) => SignIn
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
      const begun = { ...signIn, id: randomBytes(24).toString('base64url') }
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
  passive: false,
  loginHint: null,
}
