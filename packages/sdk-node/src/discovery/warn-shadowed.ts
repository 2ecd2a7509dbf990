import type { Change, DomainStore } from '../ports/organization-store.ts'

/** Says which domains of the options are verified domains in the store too. */
export interface ShadowWarning {
  /** Looks at all of them. */
  readonly check: () => void
  /** Looks at those that were written. */
  readonly checkChanged: (changes: readonly Change[]) => void
}

/**
 * A domain of the options wins over the same one in the store; whoever verified it there wonders why nobody arrives. Said once
 * for each.
 */
export function createShadowWarning(
  names: readonly string[],
  domains: Pick<DomainStore, 'findVerified'>,
  warn: (message: string) => void,
): ShadowWarning {
  const unsaid = new Set(names)
  const look = (asked: readonly string[]): void => {
    if (asked.length === 0) return
    domains.findVerified(asked).then(
      (found) => {
        for (const { name, organizationId } of found)
          if (unsaid.delete(name))
            warn(
              `domain '${name}' is in the options and verified by organization '${organizationId}' in the store: the options win`,
            )
      },
      // Whoever needs an answer asks the store as well, and says that it is down.
      () => undefined,
    )
  }
  return Object.freeze({
    check: () => look([...unsaid]),
    checkChanged: (changes) =>
      look(changes.filter(({ kind, key }) => kind === 'domain' && unsaid.has(key)).map(({ key }) => key)),
  } satisfies ShadowWarning)
}
