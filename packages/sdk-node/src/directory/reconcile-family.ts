import type { Store } from '../ports/store.ts'
import type { Family } from './families.ts'
import type { ReconcileSummary } from './manage-roles.ts'
import { noFindings, settleRoles, type RoleFindings, type RoleRun } from './settle-roles.ts'
import type { RoleRules } from './want-role.ts'

const pageSize = 500

/** The rules that count now. */
export async function loadRules(
  { roleMappings }: Pick<Store, 'roleMappings'>,
  { main }: Pick<Family, 'main'>,
): Promise<RoleRules> {
  return { rolePriority: main.settings.rolePriority, mappings: await roleMappings.list(main.id) }
}

/** Looks at everybody, a page at a time. Nobody's id changes by moving, so nobody is met twice or missed. */
export async function reconcileFamily({ ids }: Family, run: RoleRun): Promise<Omit<ReconcileSummary, 'dryRun'>> {
  const found = noFindings()
  let after: string | undefined
  for (;;) {
    const users = await run.store.users.list({
      organizationIds: ids,
      limit: pageSize,
      ...(after !== undefined && { after }),
    })
    await settleRoles(users, run, found)
    after = users.at(-1)?.id
    if (users.length < pageSize) return toSummary(found)
  }
}

function toSummary({ checked, changes, conflicts, skipped }: RoleFindings): Omit<ReconcileSummary, 'dryRun'> {
  const all = [...changes.values()]
  return {
    checked,
    changed: all.length,
    moved: all.filter((change) => change.old.organizationId !== change.new.organizationId).length,
    changes: all,
    conflicts: [...conflicts.values()],
    skipped: [...skipped].map(([userId, reason]) => ({ userId, reason })),
  }
}
