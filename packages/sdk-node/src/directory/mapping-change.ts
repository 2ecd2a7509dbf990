import { AuthError } from '../model/auth-error.ts'
import type { RoleMapping } from '../model/group.ts'
import type { Store } from '../ports/store.ts'
import { isInFamily } from './families.ts'
import type { MappingChange } from './manage-roles.ts'
import { parseFields } from './parse-fields.ts'
import { invalid, parseId, parseRole, toListParser, type ParseValue } from './parse-values.ts'
import type { RoleRules } from './want-role.ts'

type MappingDraft = NonNullable<MappingChange['map']>[number]

const maxMappings = 10_000

/** @throws AuthError REQUEST_INVALID, ROLE_INVALID */
export function parseMapping(value: unknown, name: string): MappingDraft {
  const draft = parseFields<MappingDraft>(name, value, {
    groupId: parseId,
    role: parseRole,
    targetOrganizationId: parseId,
  })
  // Left out, they are undefined: that is no group and no role either.
  parseId(draft.groupId, `${name}.groupId`)
  parseRole(draft.role, `${name}.role`)
  return draft
}

/** @throws AuthError REQUEST_INVALID, ROLE_INVALID */
export function parseMappingChange(value: unknown): MappingChange {
  const change = parseFields<MappingChange>('change', value, {
    organizationId: parseId,
    map: toListParser<MappingDraft>(parseMapping, maxMappings),
    unmap: parseGroupIds,
    rolePriority: toListParser(parseRole, maxMappings),
  })
  parseId(change.organizationId, 'change.organizationId')
  const groupIds = [...(change.map ?? []).map(({ groupId }) => groupId), ...(change.unmap ?? [])]
  const twice = groupIds.find((groupId, index) => groupIds.indexOf(groupId) !== index)
  if (twice !== undefined) throw invalid('change', 'each group once', twice)
  return change
}

const parseGroupIds: ParseValue<readonly string[]> = toListParser(parseId, maxMappings)

/**
 * The mapping as it would be stored.
 *
 * @throws AuthError GROUP_NOT_FOUND, ROLE_INVALID
 */
export async function toMapping(
  organizationId: string,
  { groupId, role, targetOrganizationId = organizationId }: MappingDraft,
  store: Store,
  createdAt: Date,
): Promise<RoleMapping> {
  if ((await store.groups.find(organizationId, groupId)) === null) throw groupNotFound(organizationId, groupId)
  if (!(await isInFamily(store, organizationId, targetOrganizationId)))
    throw new AuthError(
      'ROLE_INVALID',
      `targetOrganizationId: wanted '${organizationId}' or one of its sub-organizations, got '${targetOrganizationId.slice(0, 80)}'`,
    )
  return { groupId, organizationId, targetOrganizationId, role, createdAt }
}

/**
 * The rules as they would be after the change.
 *
 * @throws AuthError GROUP_NOT_FOUND, ROLE_INVALID
 */
export async function changeRules(
  rules: RoleRules,
  { organizationId, map = [], unmap = [], rolePriority = rules.rolePriority }: MappingChange,
  store: Store,
  now: Date,
): Promise<RoleRules> {
  const mappings = new Map(rules.mappings.map((mapping) => [mapping.groupId, mapping]))
  for (const groupId of unmap) if (!mappings.delete(groupId)) throw groupNotFound(organizationId, groupId, 'mapped ')
  for (const draft of map) mappings.set(draft.groupId, await toMapping(organizationId, draft, store, now))
  return { rolePriority, mappings: [...mappings.values()] }
}

export function groupNotFound(organizationId: string, groupId: string, kind: '' | 'mapped ' = ''): AuthError {
  return new AuthError(
    'GROUP_NOT_FOUND',
    `wanted a ${kind}group of organization '${organizationId.slice(0, 80)}', got '${groupId.slice(0, 80)}'`,
  )
}
