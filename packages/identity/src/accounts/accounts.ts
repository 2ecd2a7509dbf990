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

/** The people, and their passwords. Who is switched off is nobody, to everybody but {@link Accounts.switchOn}. */
export interface Accounts {
  readonly find: (id: string) => Account | null
  /** @param name user name or e-mail address, in any case. */
  readonly authenticate: (name: string, password: string) => Promise<Attempt>
  /** @param who id, user name or e-mail address. @returns whom; null: there is nobody, or they are off already */
  readonly switchOff: (who: string) => Account | null
  /** @returns whom; null: there is nobody, or they are on already */
  readonly switchOn: (who: string) => Account | null
  /** @returns whom; null: there is nobody */
  readonly remove: (who: string) => Account | null
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
  const off = new Set<string>()
  const find = (id: string): Account | null => (off.has(id) ? null : (byId.get(id) ?? null))
  const findAny = (who: string): Account | null => byId.get(who) ?? byName.get(toName(who))?.account ?? null
  return {
    find,
    ...createSwitches(off, findAny),
    remove: (who) => {
      const account = findAny(who)
      if (account === null) return null
      byId.delete(account.id)
      byName.delete(account.username)
      byName.delete(account.email)
      return account
    },
    authenticate: async (typed, password) => {
      // Before anything is counted: what costs nothing must not push out the counts of others.
      if (password.length > maxPasswordLength || typed.length > maxNameLength) return { kind: 'refused' }
      const name = toName(typed)
      const found = byName.get(name) ?? null
      // User name and e-mail address of one person share one count.
      const counted = found?.account.id ?? name
      const retryAfterSeconds = backOff.attempt(counted)
      if (retryAfterSeconds > 0) return { kind: 'too-many', retryAfterSeconds }
      const matches = await isPassword(password, found?.hash ?? nobodysHash)
      // Switched off, or removed, perhaps in the meantime: that is told to nobody either.
      if (found === null || !matches || find(found.account.id) === null) return { kind: 'refused' }
      backOff.forgive(counted)
      return { kind: 'accepted', account: found.account }
    },
  }
}

const toName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

function createSwitches(
  off: Set<string>,
  find: (who: string) => Account | null,
): Pick<Accounts, 'switchOff' | 'switchOn'> {
  return {
    switchOff: (who) => {
      const account = find(who)
      if (account === null || off.has(account.id)) return null
      off.add(account.id)
      return account
    },
    switchOn: (who) => {
      const account = find(who)
      return account !== null && off.delete(account.id) ? account : null
    },
  }
}
