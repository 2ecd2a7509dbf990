import type { Domain } from '../model/domain.ts'
import type { DomainStore } from '../ports/organization-store.ts'
import { findParents } from './find-parents.ts'

/** The verified domain that serves a name, as the store has it now, in one query: its own, else the longest one above it. */
export async function pickDomain(name: string, domains: Pick<DomainStore, 'findVerified'>): Promise<Domain | null> {
  const names = [name, ...findParents(name)]
  const found = new Map((await domains.findVerified(names)).map((domain) => [domain.name, domain]))
  const serves = (one: string): boolean => one === name || found.get(one)?.includeSubdomains === true
  const picked = names.find((one) => found.has(one) && serves(one))
  return picked === undefined ? null : (found.get(picked) ?? null)
}
