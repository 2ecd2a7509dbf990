import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { ReconcileSummary, RoleChange, RoleConflict } from './manage-roles.ts'
import { isConflict } from './resolve-role.ts'
import type { RoleStep } from './role-change-events.ts'
import { hasRole, wantRole, type RoleRules, type WantedRole } from './want-role.ts'

/** What people's roles are compared with, and how a difference is written. */
export interface RoleRun {
  readonly store: Pick<Store, 'users' | 'groups'>
  readonly rules: RoleRules
  /** False when the store refuses. A rehearsal writes nothing, and says what the store would say. */
  readonly write: (step: RoleStep) => Promise<boolean>
  readonly now: () => Date
}

/** What was found so far, by user id. */
export interface RoleFindings {
  checked: number
  readonly changes: Map<string, RoleChange>
  readonly conflicts: Map<string, RoleConflict>
  readonly skipped: Map<string, ReconcileSummary['skipped'][number]['reason']>
}

export function noFindings(): RoleFindings {
  return { checked: 0, changes: new Map(), conflicts: new Map(), skipped: new Map() }
}

const maxRounds = 3

/**
 * Gives each of these people the role they should have. Their groups are read before the write and, for who was written, once
 * more after it: whoever changes groups, then reads the user and then decides, cannot be overtaken unseen.
 *
 * @param found is added to.
 */
export async function settleRoles(users: readonly User[], run: RoleRun, found: RoleFindings): Promise<void> {
  found.checked += users.length
  let open = users
  for (let round = 0; round < maxRounds && open.length > 0; round++) {
    const groupsOf = await listGroupsOf(open, run.store)
    const next: User[] = []
    for (const user of open) {
      const again = await settle(user, groupsOf.get(user.id) ?? [], run, found)
      if (again !== null) next.push(again)
    }
    open = next
  }
}

async function listGroupsOf(
  users: readonly User[],
  { groups }: Pick<Store, 'groups'>,
): Promise<ReadonlyMap<string, readonly Group[]>> {
  const groupsOf = new Map<string, Group[]>()
  for (const { userId, group } of await groups.listOfUsers(users.map(({ id }) => id)))
    groupsOf.set(userId, [...(groupsOf.get(userId) ?? []), group])
  return groupsOf
}

/** Answers the user as they are now when they have to be looked at again; null when all is well. */
async function settle(user: User, groups: readonly Group[], run: RoleRun, found: RoleFindings): Promise<User | null> {
  const wanted = wantRole(user, groups, run.rules)
  note(user, wanted, found)
  found.skipped.delete(user.id)
  if (hasRole(user, wanted)) return null
  const written = await write(user, wanted, run, found)
  if (written !== null) return written
  const stored = await run.store.users.findAnywhere(user.id)
  if (stored === null) return null
  if (stored.version > user.version) {
    found.skipped.set(user.id, 'WRITE_CONFLICT')
    return stored
  }
  found.skipped.set(user.id, 'USER_CONFLICT')
  // Nobody keeps a role that no group gives, also when they cannot go where the new one counts.
  const stranded = { ...wanted, organizationId: user.organizationId, roles: [], roleSource: null, groupId: null }
  return hasRole(user, stranded) ? null : write(user, stranded, run, found)
}

async function write(user: User, wanted: WantedRole, run: RoleRun, found: RoleFindings): Promise<User | null> {
  const { organizationId, roles, roleSource, groupId } = wanted
  const after: User = {
    ...user,
    organizationId,
    roles,
    roleSource,
    updatedAt: run.now(),
    version: user.version + 1,
  }
  if (!(await run.write({ before: user, after, groupId }))) return null
  const first = found.changes.get(user.id)?.old ?? placeOf(user)
  found.changes.set(user.id, { userId: user.id, old: first, new: placeOf(after), groupId })
  return after
}

function note(user: User, { candidates }: WantedRole, { conflicts }: RoleFindings): void {
  if (user.roleSource !== 'manual' && isConflict(candidates)) conflicts.set(user.id, { userId: user.id, candidates })
  else conflicts.delete(user.id)
}

function placeOf({ organizationId, roles }: User): RoleChange['old'] {
  return { organizationId, roles }
}
