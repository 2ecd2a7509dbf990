import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft, UserValues } from '../model/event.ts'
import type { SubjectLink, User, UserStatus } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import { changedAttributes } from './changed-attributes.ts'
import { connectionIdOf } from './connection-id-of.ts'
import { roleChangeEvents, type RoleStep } from './role-change-events.ts'

const profile = ['email', 'username', 'externalId', 'name', 'firstName', 'lastName', 'status'] as const
const off: readonly UserStatus[] = ['inactive', 'blocked']

/** Fields of a user that differ, without the role. */
export function changedFields(before: User, after: User): readonly (typeof profile)[number][] {
  return profile.filter((name) => before[name] !== after[name])
}

export function userCreated(user: User, writer: Writer): EventDraft {
  const data = { connectionId: connectionIdOf(writer), old: null, new: valuesOf(user) }
  return draftSuccess({ ...about(user, writer, user.createdAt), type: 'user.created', data }, writer.origin)
}

/** What is written down of a change: what the person is, then what they may. Nothing when nothing changed. */
export function userChanged(step: RoleStep, writer: Writer): EventDraft[] {
  const { before, after } = step
  const names = changedFields(before, after)
  const attributes = changedAttributes(before.scimAttributes, after.scimAttributes)
  const pick = (user: User, time: 'old' | 'new'): Partial<UserValues> => ({
    ...Object.fromEntries(names.map((name) => [name, user[name]])),
    ...(attributes !== null && { scimAttributes: attributes[time] }),
  })
  const data = { connectionId: connectionIdOf(writer), old: pick(before, 'old'), new: pick(after, 'new') }
  const type = toType(before.status, after.status)
  const changed = draftSuccess({ ...about(after, writer, after.updatedAt), type, data }, writer.origin)
  const isChanged = names.length > 0 || attributes !== null
  return [...(isChanged ? [changed] : []), ...roleChangeEvents(step, writer)]
}

export function userDeleted(user: User, writer: Writer, now: Date): EventDraft {
  const data = { connectionId: connectionIdOf(writer), old: valuesOf(user), new: null }
  return draftSuccess({ ...about(user, writer, now), type: 'user.deleted', data }, writer.origin)
}

export function userUnlinked(user: User, link: SubjectLink, writer: Writer, now: Date): EventDraft {
  const data = { old: link, new: null }
  return draftSuccess({ ...about(user, writer, now), type: 'user.unlinked', data }, writer.origin)
}

function toType(before: UserStatus, after: UserStatus): 'user.updated' | 'user.deactivated' | 'user.reactivated' {
  if (before === after) return 'user.updated'
  if (off.includes(after)) return 'user.deactivated'
  return after === 'active' && off.includes(before) ? 'user.reactivated' : 'user.updated'
}

function about({ id, organizationId }: User, { actor }: Writer, occurredAt: Date) {
  return { organizationId, occurredAt, actor, target: { type: 'user', id } } as const
}

function valuesOf(user: User): UserValues {
  const { email, username, externalId, name, firstName, lastName, status, roles, scimAttributes } = user
  const values = { email, username, externalId, name, firstName, lastName, status, roles }
  return scimAttributes === null ? values : { ...values, scimAttributes }
}
