import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import { toWriter, type Writer } from '../model/write-context.ts'
import type { Connections } from '../ports/connections.ts'
import { changeMembers } from './change-members.ts'
import { checkOrganization, type DirectoryOptions } from './families.ts'
import { getGroup, getOwnGroup } from './get-group.ts'
import { groupCreated } from './group-events.ts'
import type { ManageGroups } from './manage-groups.ts'
import { groupNotFound } from './mapping-change.ts'
import { cutPage, parseLimit, toCursorParser, toPageRequest, type PageRequest } from './page.ts'
import { parseFields } from './parse-fields.ts'
import { parseGroupDraft, parseGroupName, parseUserIds, type GroupDraft } from './parse-group.ts'
import { parseId } from './parse-values.ts'
import { removeGroup } from './remove-group.ts'
import { nameTaken, renameGroup } from './rename-group.ts'

export interface GroupsOptions extends DirectoryOptions {
  /** Knows those of the options too. */
  readonly connections: Pick<Connections, 'findSummary'>
}

/** Groups in the store. */
export function createGroups(options: GroupsOptions): ManageGroups {
  const { groups } = options.store
  const change =
    (kind: 'add' | 'remove'): ManageGroups['addMembers'] =>
    async (organizationId, groupId, given, context) => {
      const userIds = parseUserIds(given)
      await changeMembers(kind, await getOwnGroup(groups, organizationId, groupId), userIds, options, toWriter(context))
    }
  return Object.freeze({
    create: async (organizationId, given, context) => {
      const draft = parseGroupDraft(given)
      await checkOrganization(options, parseId(organizationId, 'organizationId'))
      return insert(organizationId, draft, options, toWriter(context))
    },
    get: async (organizationId, groupId) => getGroup(groups, organizationId, groupId),
    list: async (organizationId, query = {}) => {
      await checkOrganization(options, parseId(organizationId, 'organizationId'))
      const list = ['groups', organizationId]
      const page = parsePage(query, list)
      const { items, cursor } = cutPage(await groups.list({ ...page, organizationId }), page, list, ({ id }) => id)
      return { groups: items, cursor }
    },
    rename: async (organizationId, groupId, name, context) =>
      renameGroup(organizationId, groupId, parseGroupName(name, 'name'), options, toWriter(context)),
    remove: async (organizationId, groupId, context) => {
      const group = await getOwnGroup(groups, organizationId, groupId)
      if (!(await removeGroup(group, options, toWriter(context)))) throw groupNotFound(organizationId, groupId)
    },
    listMembers: async (organizationId, groupId, query = {}) => {
      const { id } = await getGroup(groups, organizationId, groupId)
      const list = ['members', id]
      const page = parsePage(query, list)
      const { items, cursor } = cutPage(
        await groups.listMembers({ ...page, groupId: id }),
        page,
        list,
        (userId) => userId,
      )
      return { userIds: items, cursor }
    },
    addMembers: change('add'),
    removeMembers: change('remove'),
  } satisfies ManageGroups)
}

function parsePage(query: unknown, list: readonly string[]): PageRequest {
  return toPageRequest(
    parseFields<Partial<PageRequest>>('query', query, { after: toCursorParser(list), limit: parseLimit }),
  )
}

/** @throws AuthError CONNECTION_NOT_FOUND, GROUP_CONFLICT */
async function insert(
  organizationId: string,
  { name, connectionId = null }: GroupDraft,
  { store, now, connections }: GroupsOptions,
  writer: Writer,
): Promise<Group> {
  if (connectionId !== null) {
    // The store first: what another instance has just written is not in memory yet.
    const record = await store.connections.find(connectionId)
    const owner = record?.organizationId ?? (await connections.findSummary(connectionId))?.organization.id
    if (owner !== organizationId)
      throw new AuthError(
        'CONNECTION_NOT_FOUND',
        `wanted a connection of organization '${organizationId}', got '${connectionId.slice(0, 80)}'`,
      )
  }
  const at = now()
  const group: Group = {
    id: randomUUID(),
    organizationId,
    connectionId,
    externalId: null,
    name,
    source: 'manual',
    scimAttributes: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  if (await store.groups.insert(group, [groupCreated(group, writer)])) return group
  throw nameTaken(organizationId, name, (await store.groups.findByName(organizationId, connectionId, name))?.id ?? null)
}
