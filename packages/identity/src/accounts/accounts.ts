import type { Account } from './account.ts'
import { createBackOff } from './back-off.ts'
import { hashPassword, isPassword, type PasswordHash } from './password-hash.ts'

/** An account and the password it starts with. */
export interface AccountSeed {
  readonly account: Account
  readonly password: string
}

/** What came of a user name and a password. */
type Attempt =
  | { readonly kind: 'accepted'; readonly account: Account }
  /** Unknown name and wrong password alike: who gets this learns nothing about which names exist. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }

/** The people, and their passwords. */
export interface Accounts {
  readonly find: (id: string) => Account | null
  /** @param name user name or e-mail address, in any case. */
  readonly authenticate: (name: string, password: string) => Promise<Attempt>
}

/** Longer ones are refused unread: hashing costs time. */
const maxPasswordLength = 1024
const maxNameLength = 320

/** Hashes the passwords and forgets them. */
export async function createAccounts(seeds: readonly AccountSeed[], now: () => number): Promise<Accounts> {
  const hashes = await Promise.all(seeds.map(({ password }) => hashPassword(password)))
  // Verified when nobody has that name, so that it takes as long.
  const nobodysHash = await hashPassword('')
  const byId = new Map(seeds.map(({ account }) => [account.id, account]))
  const byName = new Map<string, { readonly account: Account; readonly hash: PasswordHash }>()
  for (const [index, { account }] of seeds.entries()) {
    const entry = { account, hash: hashes[index] as PasswordHash }
    byName.set(account.username, entry)
    byName.set(account.email, entry)
  }
  const backOff = createBackOff(now)
  return {
    find: (id) => byId.get(id) ?? null,
    authenticate: async (typed, password) => {
      // Before anything is counted: what costs nothing must not push out the counts of others.
      if (password.length > maxPasswordLength || typed.length > maxNameLength) return { kind: 'refused' }
      const name = typed.normalize('NFKC').trim().toLowerCase()
      const found = byName.get(name) ?? null
      // User name and e-mail address of one person share one count.
      const counted = found?.account.id ?? name
      const retryAfterSeconds = backOff.attempt(counted)
      if (retryAfterSeconds > 0) return { kind: 'too-many', retryAfterSeconds }
      const matches = await isPassword(password, found?.hash ?? nobodysHash)
      if (found === null || !matches) return { kind: 'refused' }
      backOff.forgive(counted)
      return { kind: 'accepted', account: found.account }
    },
  }
}
