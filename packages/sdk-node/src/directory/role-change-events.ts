import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft } from '../model/event.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'

/** A user before and after, and which group made the difference; null: none did. */
export interface RoleStep {
  readonly before: User
  readonly after: User
  readonly groupId: string | null
}

/**
 * What is written down of somebody's new role: that they moved, in the log of both organizations, and the role in the log of the
 * one they are in now. Nothing when nothing changed.
 */
export function roleChangeEvents({ before, after, groupId }: RoleStep, { actor, origin }: Writer): EventDraft[] {
  const about = { occurredAt: after.updatedAt, actor, target: { type: 'user', id: after.id } } as const
  const [old, next] = [before, after].map(({ organizationId, roles }) => ({ organizationId, roles })) as [Place, Place]
  const hasMoved = old.organizationId !== next.organizationId
  const move = { old: { organizationId: old.organizationId }, new: { organizationId: next.organizationId } }
  const logs = hasMoved ? [old.organizationId, next.organizationId] : []
  const moves = logs.map((organizationId) =>
    draftSuccess({ ...about, organizationId, type: 'user.moved', data: move }, origin),
  )
  if (!hasMoved && before.roleSource === after.roleSource && isSameList(old.roles, next.roles)) return []
  const data = { old, new: next, groupId }
  return [...moves, draftSuccess({ ...about, organizationId: next.organizationId, type: 'role.changed', data }, origin)]
}

type Place = Pick<User, 'organizationId' | 'roles'>

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}
