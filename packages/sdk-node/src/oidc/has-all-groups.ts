import type { Identity } from '../model/identity.ts'
import { claimToTexts } from './claims-to-attributes.ts'

type Claims = Readonly<Record<string, unknown>>

/**
 * False when the claim the groups are read from is not there, only the name of a place that has it, as Entra does it for
 * more than 200 groups; in the implicit flow it sends the bare mark `hasgroups`. A mapped claim before it takes its place.
 *
 * @see OpenID Connect Core 1.0, section 5.6.2
 */
export function hasAllGroups(
  sources: readonly Claims[],
  attributes: Identity['attributes'],
  mapped: readonly string[],
): boolean {
  const elsewhere = new Set(sources.flatMap(listElsewhere))
  const decisive = mapped.find((name) => elsewhere.has(name) || attributes[name] !== undefined)
  return decisive === undefined || !elsewhere.has(decisive)
}

function listElsewhere(claims: Claims): readonly string[] {
  const named = claims['_claim_names']
  const names = typeof named === 'object' && named !== null ? Object.keys(named) : []
  const [mark = 'false'] = claimToTexts(claims['hasgroups'])
  // Whatever is neither absent nor a clear no is a yes.
  const isMarked = mark.toLowerCase() !== 'false'
  return isMarked ? [...names, 'groups'] : names
}
