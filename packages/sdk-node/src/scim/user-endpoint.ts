import type { Group } from '../model/group.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { User } from '../model/user.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { applyPatchPatiently } from './apply-patch.ts'
import type { Endpoint, Site } from './endpoint.ts'
import { mentions } from './find-mentioned.ts'
import type { Lookup } from './find-lookups.ts'
import { keepActive } from './keep-active.ts'
import { keepUnasserted } from './keep-unasserted.ts'
import { normalizeOperations, normalizeResource } from './normalize-request.ts'
import { toUserDraft } from './parse-user.ts'
import type { ResourceSchema } from './schema.ts'
import { toLocation, toResource } from './to-resource.ts'

/** `/Users`. */
export function createUserEndpoint(schema: ResourceSchema): Endpoint<User> {
  const show: Endpoint<User>['show'] = async (users, wants, site) => {
    const frame = { schema, endpoint: 'Users', baseUrl: site.baseUrl }
    const groups = wants('groups') ? await listGroups(users, site) : null
    return users.map((user) => toResource(user, withActive(user, groups?.get(user.id) ?? nothing), frame))
  }
  return Object.freeze({
    name: 'Users',
    scope: 'users',
    schema,
    isPatchSilent: false,
    find: async (id, { users }) => users.find(id),
    findMany: async (ids, { users }) => users.findMany(ids),
    list: async (slice, { users }) => users.list(slice),
    count: async ({ users }) => users.count(),
    lookUp,
    create: async (body, { users }) => users.create(toUserDraft(normalizeResource(body, schema))),
    replace: async (before, body, { users }) => {
      const attributes = keepUnasserted(before, body, normalizeResource(body, schema), schema)
      return users.replace(before, toUserDraft(keepActive(before, attributes)))
    },
    parsePatch: (body) => {
      const operations = normalizeOperations(body, schema)
      return async (before, { users }) => {
        const attributes = await applyPatchPatiently({ ...before.scimAttributes, id: before.id }, operations, schema)
        return users.replace(before, toUserDraft(keepActive(before, attributes)))
      }
    },
    remove: async (user, { users }) => users.remove(user),
    show,
    showTo: async (filter, users, site) => show(users, (name) => mentions(filter, name), site),
  } satisfies Endpoint<User>)
}

const nothing: JsonObject = Object.freeze({})

/** Who was sent without it is active: clients that ask for active people have to find them. @see RFC 7643, section 4.1.1 */
function withActive({ scimAttributes }: User, own: JsonObject): JsonObject {
  return Object.hasOwn(scimAttributes ?? nothing, 'active') ? own : { active: true, ...own }
}

async function lookUp({ by, value }: Lookup, { users }: ScimDirectory): Promise<readonly User[]> {
  if (by === 'emails.value') return users.listByEmail(value.toLowerCase())
  const found =
    by === 'id'
      ? await users.find(value)
      : by === 'userName'
        ? await users.findByUserName(value)
        : await users.findByExternalId(value)
  return found === null ? [] : [found]
}

/** By user: `{ groups }`. One question for all of them. @see RFC 7643, section 4.1.2 */
async function listGroups(
  users: readonly User[],
  { directory, baseUrl }: Site,
): Promise<ReadonlyMap<string, JsonObject>> {
  const found = users.length === 0 ? [] : await directory.users.listGroups(users.map(({ id }) => id))
  // One for all who are in the group.
  const references = new Map<string, JsonObject>()
  const lists = new Map<string, { readonly groups: Json[] }>()
  for (const { userId, group } of found) {
    const reference = references.get(group.id) ?? toReference(group, baseUrl)
    references.set(group.id, reference)
    const own = lists.get(userId) ?? { groups: [] }
    own.groups.push(reference)
    lists.set(userId, own)
  }
  return lists
}

function toReference({ id, name }: Group, baseUrl: string): JsonObject {
  return { value: id, $ref: toLocation('Groups', id, baseUrl), display: name, type: 'direct' }
}
