import { countWhile } from './count-while.ts'
import type { Domain } from '../model/domain.ts'

/** The verified domains, of whatever organization. */
export interface VerifiedNames {
  readonly find: (name: string) => Domain | null
  readonly put: (domain: Domain) => void
  readonly remove: (name: string) => void
  /** In the order of their names. */
  readonly list: (after: string | undefined, limit: number) => readonly Domain[]
  readonly count: () => number
}

/** Sorts once for all pages of a list that nobody writes to meanwhile. */
export function createVerifiedNames(): VerifiedNames {
  const byName = new Map<string, Domain>()
  let sorted: readonly string[] | null = null
  return Object.freeze({
    find: (name) => byName.get(name) ?? null,
    put: (domain) => {
      if (!byName.has(domain.name)) sorted = null
      byName.set(domain.name, domain)
    },
    remove: (name) => {
      if (byName.delete(name)) sorted = null
    },
    list: (after, limit) => {
      sorted ??= [...byName.keys()].toSorted()
      const from = after === undefined ? 0 : countWhile(sorted, (one) => one <= after)
      return sorted.slice(from, from + limit).flatMap((name) => byName.get(name) ?? [])
    },
    count: () => byName.size,
  } satisfies VerifiedNames)
}
