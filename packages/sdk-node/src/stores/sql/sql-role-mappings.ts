import type { EventDraft } from '../../model/event.ts'
import type { RoleMapping } from '../../model/group.ts'
import type { RoleMappings } from '../../ports/directory-store.ts'
import type { Queries } from './engine.ts'
import { checkKey, isKey, toDate } from './values.ts'
import { writeWith } from './write-with.ts'

/** Role mappings in a table: one row for each group that has one. */
export function sqlRoleMappings(queries: Queries): RoleMappings {
  return Object.freeze({
    list: (organizationId) => list(queries, organizationId),
    put: (mapping, events) => put(queries, mapping, events),
    remove: (organizationId, groupId, events) => remove(queries, organizationId, groupId, events),
  } satisfies RoleMappings)
}

async function list({ run }: Queries, organizationId: string): Promise<readonly RoleMapping[]> {
  if (!isKey(organizationId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_role_mappings')
      .select(['group_id', 'organization_id', 'target_organization_id', 'role', 'created_at'])
      .where('organization_id', '=', organizationId)
      .orderBy('group_id')
      .execute(),
  )
  return rows.map((row) => ({
    groupId: row.group_id,
    organizationId: row.organization_id,
    targetOrganizationId: row.target_organization_id,
    role: row.role,
    createdAt: toDate(row.created_at),
  }))
}

async function put(queries: Queries, mapping: RoleMapping, events?: readonly EventDraft[]): Promise<boolean> {
  const { groupId, organizationId, targetOrganizationId, role } = mapping
  checkKey('mapping.groupId', groupId)
  checkKey('mapping.organizationId', organizationId)
  checkKey('mapping.targetOrganizationId', targetOrganizationId)
  checkKey('mapping.role', role)
  const values = { target_organization_id: targetOrganizationId, role, created_at: mapping.createdAt.getTime() }
  return writeWith(queries, events, async (transaction) => {
    const stored = await transaction
      .insertInto('launchpad_role_mappings')
      .values({ group_id: groupId, organization_id: organizationId, ...values })
      .onConflict((same) =>
        same
          .column('group_id')
          .doUpdateSet(values)
          .where('launchpad_role_mappings.organization_id', '=', organizationId),
      )
      .returning('group_id')
      .executeTakeFirst()
    return stored !== undefined
  })
}

async function remove(
  queries: Queries,
  organizationId: string,
  groupId: string,
  events?: readonly EventDraft[],
): Promise<boolean> {
  if (!isKey(organizationId) || !isKey(groupId)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_role_mappings')
      .where('organization_id', '=', organizationId)
      .where('group_id', '=', groupId)
      .returning('group_id')
      .executeTakeFirst()
    return gone !== undefined
  })
}
