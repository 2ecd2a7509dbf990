import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft, UserValues } from '../model/event.ts'
import type { Group } from '../model/group.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { Admission } from './admission.ts'
import { groupCreated } from './group-events.ts'
import { roleChangeEvents, type RoleStep } from './role-change-events.ts'
import { changedFields } from './user-events.ts'

type Draft = (user: User) => EventDraft

/** What is written down of an admission. The person did it all, by signing in. */
export interface AdmissionEvents {
  readonly created: Draft
  readonly linked: (user: User, link: SubjectLink) => EventDraft
  /** What changed of the person, the role included; nothing when nothing did. @param step.before the user as it was. */
  readonly changed: (step: RoleStep) => readonly EventDraft[]
  /** The role alone. */
  readonly roleChanged: (step: RoleStep) => readonly EventDraft[]
  readonly succeeded: Draft
  /** @param userId null: the person is nobody yet. */
  readonly groupCreated: (group: Group, userId: string | null) => EventDraft
  readonly member: (type: MemberEvent, group: Group, userId: string) => EventDraft
}

type MemberEvent = 'group.member_added' | 'group.member_removed'

/** The drafts of one admission. Each is in the log of the organization where the person, or the group, is. */
export function admissionEvents({ connection, loginId, origin, now }: Omit<Admission, 'identity'>): AdmissionEvents {
  const connectionId = connection.id
  const by = (id: string | null) => ({ occurredAt: now, actor: { type: 'user', id } }) as const
  const about = ({ id, organizationId }: User) => ({ ...by(id), organizationId, target: { type: 'user', id } }) as const
  const around = ({ id, organizationId }: Group) => ({ organizationId, target: { type: 'group', id } }) as const
  const roleChanged = (step: RoleStep): EventDraft[] =>
    roleChangeEvents(
      { ...step, after: { ...step.after, updatedAt: now } },
      { actor: { type: 'user', id: step.after.id }, origin },
    )
  return Object.freeze({
    created: (user) => {
      const data = { connectionId, old: null, new: valuesOf(user) }
      return draftSuccess({ ...about(user), type: 'user.created', data }, origin)
    },
    linked: (user, link) =>
      draftSuccess({ ...about(user), type: 'user.linked', data: { old: null, new: link } }, origin),
    changed: (step) => {
      const { before, after } = step
      const names = changedFields(before, after)
      const data = { connectionId, old: pick(before, names), new: pick(after, names) }
      const updated = draftSuccess({ ...about(after), type: 'user.updated', data }, origin)
      return [...(names.length === 0 ? [] : [updated]), ...roleChanged(step)]
    },
    roleChanged,
    succeeded: (user) =>
      draftSuccess({ ...about(user), type: 'login.succeeded', data: { connectionId, loginId } }, origin),
    groupCreated: (group, userId) => groupCreated(group, { actor: { type: 'user', id: userId }, origin }),
    member: (type, group, userId) =>
      draftSuccess({ ...by(userId), ...around(group), type, data: { userId, connectionId } }, origin),
  } satisfies AdmissionEvents)
}

function pick(user: User, names: readonly (keyof UserValues)[]): Partial<UserValues> {
  return Object.fromEntries(names.map((name) => [name, user[name]]))
}

function valuesOf(user: User): UserValues {
  const { email, username, externalId, name, firstName, lastName, status, roles } = user
  return { email, username, externalId, name, firstName, lastName, status, roles }
}
