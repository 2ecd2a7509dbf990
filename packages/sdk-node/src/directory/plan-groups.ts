import type { Group } from '../model/group.ts'
import type { Visit } from './admission-visit.ts'
import { getSentGroup } from './get-sent-group.ts'
import { parseGroupNames } from './parse-group-names.ts'

/** What has to happen so that somebody is in the groups that the identity names. */
export interface GroupPlan {
  readonly join: readonly Group[]
  readonly leave: readonly Group[]
  /** All groups of the person once that is done. */
  readonly groups: readonly Group[]
}

/**
 * The identity is the truth about the connection's groups: the person is in those that it names, and in no others. Names that
 * are new become groups.
 *
 * For groups made by hand the rule is: **who is in a connection's group is in the group by hand of that name too**. Joining the
 * one joins the other, and leaving the last one of that name leaves the other. Who is in the group by hand alone was put there
 * by somebody: the identity provider neither lists nor removes them. So a membership needs no note of who made it.
 *
 * @param current all groups of the person. What is there already costs nothing.
 * @param userId null: the person is nobody yet.
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE, WRITE_CONFLICT
 */
export async function planGroups(current: readonly Group[], userId: string | null, visit: Visit): Promise<GroupPlan> {
  if (visit.connection.provisioning.mode === 'scim') return { join: [], leave: [], groups: current }
  const names = parseGroupNames(visit.identity)
  const here = current.filter(({ organizationId }) => organizationId === visit.organization.id)
  const leave = listLeft(here, names, visit)
  const named = groupByName(here)
  const join: Group[] = []
  for (const name of names) join.push(...(await listJoined(name, named.get(name) ?? [], userId, visit)))
  return { join, leave, groups: [...current.filter((group) => !leave.includes(group)), ...join] }
}

/** @param here the person's groups of the organization. */
function listLeft(here: readonly Group[], names: ReadonlySet<string>, visit: Visit): readonly Group[] {
  const left = here.filter((group) => isOurs(group, visit) && !names.has(group.name))
  const gone = new Set(left.map(({ name }) => name))
  // Another connection may have the person in a group of that name still.
  for (const group of here) if (group.connectionId !== null && !isOurs(group, visit)) gone.delete(group.name)
  return [...left, ...here.filter(({ connectionId, name }) => connectionId === null && gone.has(name))]
}

/** @param named the person's groups of that name in the organization. */
async function listJoined(
  name: string,
  named: readonly Group[],
  userId: string | null,
  visit: Visit,
): Promise<readonly Group[]> {
  if (named.some((group) => isOurs(group, visit))) return []
  const isInByHand = named.some(({ connectionId }) => connectionId === null)
  if (isInByHand && named.length === 1) return []
  const ours = await getSentGroup(name, userId, visit)
  const byHand = isInByHand ? null : await visit.store.groups.findByName(visit.organization.id, null, name)
  return byHand === null ? [ours] : [ours, byHand]
}

function isOurs({ connectionId }: Group, { connection }: Visit): boolean {
  return connectionId === connection.id
}

function groupByName(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const named = new Map<string, Group[]>()
  for (const group of groups) named.set(group.name, [...(named.get(group.name) ?? []), group])
  return named
}
