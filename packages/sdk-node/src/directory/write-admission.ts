import type { User } from '../model/user.ts'
import { findByField } from './find-match.ts'
import type { UniqueField, Visit } from './admission-visit.ts'

/** What is to become of a person who comes in. */
export interface Step {
  /** Null: the person is new. */
  readonly before: User | null
  readonly after: User
  readonly isLinked: boolean
  /** The group that gives the role; null: none does. */
  readonly groupId: string | null
}

/**
 * Writes the person and that they came in, in one step. The link of a known one goes before it, so that a second try finds them
 * by it.
 *
 * @returns the user as stored. Null, and nothing written of it, when the store knows better by now: another request wrote the
 * person, or another user has an address, username or external id of theirs.
 */
export async function writeAdmission({ before, after, isLinked, groupId }: Step, visit: Visit): Promise<User | null> {
  const { store, link, drafts, now } = visit
  if (before === null)
    return (await store.users.insert(after, link, [drafts.created(after), drafts.succeeded(after)])) ? after : null
  const changes = drafts.changed({ before, after, groupId })
  const isChanged = changes.length > 0
  if (!isLinked) {
    const cameIn = isChanged ? [] : [drafts.succeeded(before)]
    if (!(await store.users.link(before, link, [drafts.linked(before, link), ...cameIn]))) return null
    if (!isChanged) return before
  }
  if (!isChanged) {
    await store.events.append([drafts.succeeded(before)])
    return before
  }
  const next = { ...after, updatedAt: now, version: before.version + 1 }
  const events = [...changes, drafts.succeeded(next)]
  const isWritten =
    next.organizationId === before.organizationId
      ? await store.users.replace(next, events)
      : await store.users.move(before.organizationId, next, events)
  return isWritten ? next : null
}

/** What another user of the organization has of what the person should have had. Empty: that was not the reason. */
export async function findTaken(
  { before, after }: Pick<Step, 'before' | 'after'>,
  { store: { users } }: Visit,
): Promise<readonly UniqueField[]> {
  const isNewThere = before?.organizationId !== after.organizationId
  const taken: UniqueField[] = []
  for (const field of ['email', 'username', 'externalId'] as const) {
    const value = after[field]
    if (value === null || (!isNewThere && value === before[field])) continue
    const other = await findByField(users, after.organizationId, field, value)
    if (other !== null && other.id !== after.id) taken.push(field)
  }
  return taken
}
