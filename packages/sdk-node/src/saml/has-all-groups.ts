import type { Attribute } from './assertion.ts'
import { findValues } from './find-values.ts'

/** What Entra sends instead of the groups when they are more than 150: an address where they can be asked. */
const link = 'http://schemas.microsoft.com/claims/groups.link'
const replaced = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'

/** False when the groups are not in the assertion, only a link to them. A mapped attribute before them takes their place. */
export function hasAllGroups(attributes: readonly Attribute[], mapped: readonly string[]): boolean {
  if (attributes.every(({ name }) => name !== link)) return true
  const position = mapped.indexOf(replaced)
  return findValues(attributes, position === -1 ? mapped : mapped.slice(0, position)).length > 0
}
