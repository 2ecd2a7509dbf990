import type { AuthEvent, GroupValues } from '../model/event.ts'
import type { JsonObject } from '../model/json.ts'
import { toOperation, toScimUser, toScimUserChanges, type ScimOperation } from './set-scim-user.ts'

const prefix = 'urn:ietf:params:scim:event:prov'
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** Events by their URI, as they stand in a token. */
export type SetEvents = Readonly<Record<string, JsonObject>>

/**
 * What happened to a person or a group, in the words of the SCIM profile: with its values (`full`), so that nobody has to ask back.
 * Empty for everything the profile has no word for.
 *
 * @see RFC 9967, sections 2.4.1 (create), 2.4.2 (patch), 2.4.4 (delete), 2.4.5 (activate), 2.4.6 (deactivate)
 */
export function toScimEvents(event: AuthEvent): SetEvents {
  switch (event.type) {
    case 'user.created':
      return created(toScimUser(event.target.id, event.data.new))
    case 'user.updated':
      return patched(toScimUserChanges(event.data.old, event.data.new))
    case 'user.deactivated':
    case 'user.reactivated':
      return switched(event)
    case 'group.created':
      return created(toScimGroup(event.target.id, event.data.new))
    case 'group.updated':
      return patched(toGroupChanges(event.data.new))
    case 'group.member_added':
      return patched([{ op: 'add', path: 'members', value: [{ value: event.data.userId }] }])
    case 'group.member_removed':
      return patched([{ op: 'remove', path: `members[value eq ${JSON.stringify(event.data.userId)}]` }])
    case 'user.deleted':
    case 'group.deleted':
      return { [`${prefix}:delete`]: {} }
    default:
      // Of everything else SCIM knows nothing.
      return {}
  }
}

/** Beside the switch itself only what else changed. */
function switched({ type, data }: Extract<AuthEvent, { type: 'user.deactivated' | 'user.reactivated' }>): SetEvents {
  const others = toScimUserChanges(data.old, data.new).filter(({ path }) => path !== 'active')
  const word = type === 'user.deactivated' ? 'deactivate' : 'activate'
  return { [`${prefix}:${word}`]: {}, ...patched(others) }
}

const created = (data: JsonObject): SetEvents => ({ [`${prefix}:create:full`]: { data } })

/** Nothing at all when nothing changed that SCIM has a name for. */
function patched(operations: readonly ScimOperation[]): SetEvents {
  if (operations.length === 0) return {}
  return { [`${prefix}:patch:full`]: { data: { schemas: [patchSchema], Operations: operations } } }
}

function toScimGroup(id: string, { name, externalId }: GroupValues): JsonObject {
  return { schemas: [groupSchema], id, displayName: name, ...(externalId !== null && { externalId }) }
}

function toGroupChanges({ name, externalId }: Partial<GroupValues>): readonly ScimOperation[] {
  return [
    ...(name === undefined ? [] : [toOperation('displayName', name)]),
    ...(externalId === undefined ? [] : [toOperation('externalId', externalId)]),
  ]
}
