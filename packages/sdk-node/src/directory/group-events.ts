import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft, GroupValues } from '../model/event.ts'
import type { Group } from '../model/group.ts'
import type { Writer } from '../model/write-context.ts'
import { connectionIdOf } from './connection-id-of.ts'

export function groupCreated(group: Group, writer: Writer): EventDraft {
  const data = { old: null, new: valuesOf(group) }
  return draftSuccess({ ...about(group, writer, group.createdAt), type: 'group.created', data }, writer.origin)
}

/** Only what changed of it. That may be nothing which an event tells: attributes of a SCIM extension. */
export function groupUpdated(before: Group, after: Group, writer: Writer): EventDraft {
  const names = (['name', 'externalId'] as const).filter((name) => before[name] !== after[name])
  const pick = (group: Group): Partial<GroupValues> => Object.fromEntries(names.map((name) => [name, group[name]]))
  const data = { old: pick(before), new: pick(after) }
  return draftSuccess({ ...about(after, writer, after.updatedAt), type: 'group.updated', data }, writer.origin)
}

export function groupDeleted(group: Group, writer: Writer, now: Date): EventDraft {
  const data = { old: valuesOf(group), new: null }
  return draftSuccess({ ...about(group, writer, now), type: 'group.deleted', data }, writer.origin)
}

/** One for each of them. */
export function membersChanged(
  type: 'group.member_added' | 'group.member_removed',
  group: Group,
  userIds: readonly string[],
  writer: Writer,
  now: Date,
): EventDraft[] {
  const connectionId = connectionIdOf(writer)
  return userIds.map((userId) =>
    draftSuccess({ ...about(group, writer, now), type, data: { userId, connectionId } }, writer.origin),
  )
}

function about({ id, organizationId }: Group, { actor }: Writer, occurredAt: Date) {
  return { organizationId, occurredAt, actor, target: { type: 'group', id } } as const
}

function valuesOf({ name, connectionId, externalId }: Group): GroupValues {
  return { name, connectionId, externalId }
}
