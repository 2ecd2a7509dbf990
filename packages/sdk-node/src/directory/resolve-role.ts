import type { Group, RoleMapping } from '../model/group.ts'
import type { GroupRole } from './manage-roles.ts'

/** What the groups of one person give. */
export interface ResolvedRole {
  /** The group that counts; null when none of them is mapped. */
  readonly winner: GroupRole | null
  /** All that are mapped, the winner first. */
  readonly candidates: readonly GroupRole[]
}

/**
 * The one role that somebody in these groups has. The order is total, so that the same groups give the same role whatever order
 * they come in: place in `rolePriority`; unlisted roles by name; the organization itself before its subs, by id; the lower group id.
 *
 * @param mappings of the organization that the groups belong to; those of other organizations count for nothing.
 */
export function resolveRole(
  groups: readonly Group[],
  mappings: readonly RoleMapping[],
  rolePriority: readonly string[],
): ResolvedRole {
  const mappingOf = new Map(mappings.map((mapping) => [mapping.groupId, mapping]))
  const ranked = groups.flatMap((group) => {
    const mapping = mappingOf.get(group.id)
    return mapping?.organizationId === group.organizationId ? [toRanked(group, mapping, rolePriority)] : []
  })
  const candidates = ranked.toSorted(compare).map(({ candidate }) => candidate)
  return { winner: candidates[0] ?? null, candidates }
}

/** True when the groups do not agree on the role or the organization, and the order had to decide. */
export function isConflict([winner, ...others]: readonly GroupRole[]): boolean {
  return others.some((other) => other.role !== winner?.role || other.organizationId !== winner.organizationId)
}

interface Ranked {
  readonly candidate: GroupRole
  /** Place in the priorities; behind all of them where it has none. */
  readonly place: number
  readonly isMain: boolean
}

function toRanked(group: Group, mapping: RoleMapping, rolePriority: readonly string[]): Ranked {
  const { role, targetOrganizationId: organizationId } = mapping
  const index = rolePriority.indexOf(role)
  return {
    candidate: { organizationId, role, groupId: group.id, groupName: group.name },
    place: index === -1 ? rolePriority.length : index,
    isMain: organizationId === group.organizationId,
  }
}

function compare(one: Ranked, other: Ranked): number {
  const [a, b] = [one.candidate, other.candidate]
  return (
    one.place - other.place ||
    compareText(a.role, b.role) ||
    Number(other.isMain) - Number(one.isMain) ||
    compareText(a.organizationId, b.organizationId) ||
    compareText(a.groupId, b.groupId)
  )
}

/** By code points, as every store and every machine has them: no locale, and no UTF-16 surrogates before U+E000. */
function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
