import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft, RoleInOrganization } from '../model/event.ts'
import type { RoleMapping } from '../model/group.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { getMainOrganization, type DirectoryOptions } from './families.ts'
import { groupNotFound, parseMapping, toMapping } from './mapping-change.ts'
import { parseId } from './parse-values.ts'

type Options = Pick<DirectoryOptions, 'store' | 'now'>

/** @throws AuthError REQUEST_INVALID, GROUP_NOT_FOUND, ROLE_INVALID, ORGANIZATION_SETTING_INHERITED */
export async function mapGroup(
  organizationId: string,
  given: unknown,
  { store, now }: Options,
  writer: Writer,
): Promise<RoleMapping> {
  const draft = parseMapping(given, 'mapping')
  await getMainOrganization(store, parseId(organizationId, 'organizationId'))
  const mapping = await toMapping(organizationId, draft, store, now())
  const before = await findMapping(store, organizationId, mapping.groupId)
  const [old, next] = [before === null ? null : rolePart(before), rolePart(mapping)]
  if (before !== null && old?.role === next.role && old.organizationId === next.organizationId) return before
  const event = { ...about(mapping, writer, now()), type: 'role.mapped', data: { old, new: next } } as const
  if (await store.roleMappings.put(mapping, [draftSuccess(event, writer.origin)])) return mapping
  throw groupNotFound(organizationId, mapping.groupId)
}

/** @throws AuthError REQUEST_INVALID, GROUP_NOT_FOUND, ORGANIZATION_SETTING_INHERITED */
export async function unmapGroup(
  organizationId: string,
  groupId: string,
  { store, now }: Options,
  writer: Writer,
): Promise<void> {
  await getMainOrganization(store, parseId(organizationId, 'organizationId'))
  const mapping = await findMapping(store, organizationId, parseId(groupId, 'groupId'))
  if (
    mapping === null ||
    !(await store.roleMappings.remove(organizationId, groupId, [unmapped(mapping, writer, now())]))
  )
    throw groupNotFound(organizationId, groupId, 'mapped ')
}

/** What is written down of a mapping that goes. */
export function unmapped(mapping: RoleMapping, writer: Writer, now: Date): EventDraft {
  const data = { old: rolePart(mapping), new: null }
  return draftSuccess({ ...about(mapping, writer, now), type: 'role.unmapped', data }, writer.origin)
}

export async function findMapping(store: Store, organizationId: string, groupId: string): Promise<RoleMapping | null> {
  return (await store.roleMappings.list(organizationId)).find((mapping) => mapping.groupId === groupId) ?? null
}

function about({ organizationId, groupId }: RoleMapping, { actor }: Writer, occurredAt: Date) {
  return { organizationId, occurredAt, actor, target: { type: 'group', id: groupId } } as const
}

function rolePart({ targetOrganizationId, role }: RoleMapping): RoleInOrganization {
  return { organizationId: targetOrganizationId, role }
}
