import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { JsonObject } from '../model/json.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { applyPatchPatiently } from './apply-patch.ts'
import { resolveMembers } from './resolve-members.ts'
import type { Endpoint, Site, Wants } from './endpoint.ts'
import type { Filter } from './filter.ts'
import type { Lookup } from './find-lookups.ts'
import { findMentionedMembers, mentions } from './find-mentioned.ts'
import { keepUnasserted } from './keep-unasserted.ts'
import { listAllMembers } from './list-all-members.ts'
import { normalizeOperations, normalizeResource } from './normalize-request.ts'
import { parseMembers, toGroupDraft } from './parse-group.ts'
import type { ResourceSchema } from './schema.ts'
import { splitMembers } from './split-members.ts'
import { toLocation, toResource } from './to-resource.ts'

/** In one answer: a page of large groups would otherwise fill the memory. */
const maxShownMembers = 100_000

/** `/Groups`. */
export function createGroupEndpoint(schema: ResourceSchema): Endpoint<Group> {
  const present = async (
    groups: readonly Group[],
    site: Site,
    listMembers: ((groupId: string) => Promise<readonly string[]>) | null,
  ): Promise<readonly JsonObject[]> => {
    const frame = { schema, endpoint: 'Groups', baseUrl: site.baseUrl }
    if (listMembers === null) return groups.map((group) => toResource(group, {}, frame))
    const shown: JsonObject[] = []
    // One after the other: of large groups there are not many at once.
    for (const group of groups) shown.push(toResource(group, toMembers(await listMembers(group.id), site), frame))
    return shown
  }
  return Object.freeze({
    name: 'Groups',
    scope: 'groups',
    schema,
    // With members of 10 000 in mind, which nobody asked for.
    isPatchSilent: true,
    find: async (id, { groups }) => groups.find(id),
    findMany: async (ids, { groups }) =>
      (await Promise.all(ids.map(async (id) => groups.find(id)))).flatMap((group) => group ?? []),
    list: async (slice, { groups }) => groups.list(slice),
    count: async ({ groups }) => groups.count(),
    lookUp,
    create: async (body, { groups }) =>
      groups.create(toGroupDraft(normalizeResource(body, schema)), parseMembers(body) ?? []),
    replace: async (before, body, directory) => replace(before, body, schema, directory),
    parsePatch: (body) => parsePatch(body, schema),
    remove: async (group, { groups }) => groups.remove(group),
    show: async (groups, wants: Wants, site) =>
      present(groups, site, wants('members') ? toBoundedList(groups.length, site.directory) : null),
    showTo: async (filter, groups, site) => present(groups, site, toMemberView(filter, site.directory)),
  } satisfies Endpoint<Group>)
}

/**
 * Lists members until there are too many of all groups together. One group is shown however large it is: its client has made it so.
 *
 * @throws AuthError SCIM_TOO_MANY
 */
function toBoundedList(groups: number, directory: ScimDirectory): (groupId: string) => Promise<readonly string[]> {
  let members = 0
  return async (groupId) => {
    const ids = await listAllMembers(groupId, directory)
    members += ids.length
    if (groups > 1 && members > maxShownMembers)
      throw new AuthError(
        'SCIM_TOO_MANY',
        `wanted groups with at most ${maxShownMembers} members in all, there are more: ask for fewer, or with excludedAttributes=members`,
      )
    return ids
  }
}

/** How members are known to a filter: those that it asks for, or all; null: it does not look at them. */
function toMemberView(filter: Filter, directory: ScimDirectory): ((id: string) => Promise<readonly string[]>) | null {
  if (!mentions(filter, 'members')) return null
  const ids = findMentionedMembers(filter)
  if (ids === null) return async (groupId) => listAllMembers(groupId, directory)
  return async (groupId) => directory.groups.listInside(groupId, ids)
}

function toMembers(ids: readonly string[], { baseUrl }: Site): JsonObject {
  if (ids.length === 0) return {}
  return { members: ids.map((id) => ({ value: id, $ref: toLocation('Users', id, baseUrl), type: 'User' })) }
}

async function lookUp({ by, value }: Lookup, { groups, users }: ScimDirectory): Promise<readonly Group[]> {
  if (by === 'displayName') return groups.listByDisplayName(value)
  if (by === 'members.value') return (await users.listGroups([value])).map(({ group }) => group)
  const found = by === 'id' ? await groups.find(value) : await groups.findByExternalId(value)
  return found === null ? [] : [found]
}

async function replace(
  before: Group,
  body: unknown,
  schema: ResourceSchema,
  directory: ScimDirectory,
): Promise<Group | null> {
  const draft = toGroupDraft(keepUnasserted(before, body, normalizeResource(body, schema), schema))
  const members = parseMembers(body) ?? (isClearing(body) ? [] : null)
  // A client that does not speak of members does not know them: most that replace groups without them only rename.
  const none = new Set<string>()
  const change = { replaceAll: members !== null, add: new Set(members), remove: none }
  return directory.groups.replace(before, draft, await resolveMembers(before.id, change, directory))
}

/** `"members": null` is no members. @see RFC 7643, section 2.5 */
function isClearing(body: unknown): boolean {
  return Object.entries(body ?? {}).some(([name, value]) => name.toLowerCase() === 'members' && value === null)
}

function parsePatch(body: unknown, schema: ResourceSchema): ReturnType<Endpoint<Group>['parsePatch']> {
  const { others, change } = splitMembers(normalizeOperations(body, schema))
  return async (before, directory) => {
    const attributes =
      others.length === 0
        ? (before.scimAttributes ?? {})
        : await applyPatchPatiently({ ...before.scimAttributes, id: before.id }, others, schema)
    const members = await resolveMembers(before.id, change, directory)
    return directory.groups.replace(before, toGroupDraft(attributes), members)
  }
}
