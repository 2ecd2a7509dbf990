import { toWriter } from '../model/write-context.ts'
import { explainRole } from './explain-role.ts'
import { checkOrganization, getMainOrganization, listFamily, type DirectoryOptions, type Family } from './families.ts'
import type { ManageRoles, ReconcileSummary } from './manage-roles.ts'
import { mapGroup, unmapGroup } from './map-group.ts'
import { changeRules, parseMappingChange } from './mapping-change.ts'
import { parseFields } from './parse-fields.ts'
import { parseBoolean, parseId } from './parse-values.ts'
import { loadRules, reconcileFamily } from './reconcile-family.ts'
import type { RoleRules } from './want-role.ts'
import { toRoleRehearsal, toRoleWriter } from './write-role.ts'

/** Roles, as groups give them. */
export function createRoles(options: DirectoryOptions): ManageRoles {
  const { store, now } = options
  const getFamily = async (organizationId: string): Promise<Family> => {
    await checkOrganization(options, parseId(organizationId, 'organizationId'))
    return listFamily(store, organizationId)
  }
  const rehearse = async (family: Family, rules: RoleRules): Promise<ReconcileSummary> => {
    const write = toRoleRehearsal(store.users)
    return { dryRun: true, ...(await reconcileFamily(family, { store, rules, now, write })) }
  }
  return Object.freeze({
    map: async (organizationId, mapping, context) => mapGroup(organizationId, mapping, options, toWriter(context)),
    unmap: async (organizationId, groupId, context) => unmapGroup(organizationId, groupId, options, toWriter(context)),
    listMappings: async (organizationId) => store.roleMappings.list((await getFamily(organizationId)).main.id),
    listConflicts: async (organizationId) => {
      const family = await getFamily(organizationId)
      return (await rehearse(family, await loadRules(store, family))).conflicts
    },
    reconcile: async (organizationId, given = {}, context) => {
      const { dryRun = false } = parseFields<{ readonly dryRun?: boolean }>('options', given, { dryRun: parseBoolean })
      const family = await getFamily(organizationId)
      const rules = await loadRules(store, family)
      if (dryRun) return rehearse(family, rules)
      const write = toRoleWriter(store.users, toWriter(context))
      return { dryRun, ...(await reconcileFamily(family, { store, rules, now, write })) }
    },
    explain: async (userId) => explainRole(store, parseId(userId, 'userId')),
    simulate: async (given) => {
      const change = parseMappingChange(given)
      const family = await getFamily(change.organizationId)
      await getMainOrganization(store, change.organizationId)
      return rehearse(family, await changeRules(await loadRules(store, family), change, store, now()))
    },
  } satisfies ManageRoles)
}
