import type { Revocations } from './revocation-store.ts'
import { verbNames } from './verb-names.ts'

/** The revocations, without `listen`: it is null where a store cannot tell. */
export type AskedRevocations = Omit<Revocations, 'listen'>

/** What can be asked of them, by name: for who passes calls on. */
export const revocationVerbs: readonly (keyof AskedRevocations)[] = verbNames<AskedRevocations>({
  head: true,
  list: true,
  sweep: true,
})
