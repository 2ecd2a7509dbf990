import type { AccountSeed } from '../accounts/accounts.ts'
import type { Organization } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import type { Log } from '../log/log.ts'
import type { SigningKeys } from '../keys/signing-keys.ts'

/** The options, parsed. */
export interface Config {
  /** An origin; its text without a slash at the end is the issuer identifier. */
  readonly issuer: URL
  readonly secrets: readonly string[]
  readonly signingKeys: SigningKeys | null
  readonly sessionSeconds: number
  readonly organizations: readonly Organization[]
  readonly accounts: readonly AccountSeed[]
  readonly applications: readonly Application[]
  readonly log: Log
  readonly now: () => Date
}
