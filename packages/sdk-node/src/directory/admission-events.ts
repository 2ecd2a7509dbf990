import { draftSuccess, type Origin } from '../model/draft-event.ts'
import type { EventDraft, UserValues } from '../model/event.ts'
import type { Identity } from '../model/identity.ts'
import type { Organization } from '../model/organization.ts'
import type { SubjectLink, User } from '../model/user.ts'

/** A proven identity at the door of an organization. */
export interface Admission {
  readonly identity: Identity
  readonly organization: Organization
  readonly loginId: string
  readonly origin: Origin
  readonly now: Date
}

type Draft = (user: User) => EventDraft

/** What is written down of an admission. The person did it all, by signing in. */
export interface AdmissionEvents {
  readonly created: Draft
  readonly linked: (user: User, link: SubjectLink) => EventDraft
  /** @param before the user as it was. */
  readonly updated: (before: User, after: User) => EventDraft
  readonly succeeded: Draft
}

/** The drafts of one admission. */
export function admissionEvents({ identity, organization, loginId, origin, now }: Admission): AdmissionEvents {
  const { connectionId } = identity
  const about = ({ id }: User) =>
    ({
      organizationId: organization.id,
      occurredAt: now,
      actor: { type: 'user', id },
      target: { type: 'user', id },
    }) as const
  return Object.freeze({
    created: (user) => {
      const data = { connectionId, old: null, new: pick(user, audited) }
      return draftSuccess({ ...about(user), type: 'user.created', data }, origin)
    },
    linked: (user, link) =>
      draftSuccess({ ...about(user), type: 'user.linked', data: { old: null, new: link } }, origin),
    updated: (before, after) => {
      const names = audited.filter((name) => before[name] !== after[name])
      const data = { connectionId, old: pick(before, names), new: pick(after, names) }
      return draftSuccess({ ...about(after), type: 'user.updated', data }, origin)
    },
    succeeded: (user) =>
      draftSuccess({ ...about(user), type: 'login.succeeded', data: { connectionId, loginId } }, origin),
  } satisfies AdmissionEvents)
}

const audited = ['email', 'name', 'firstName', 'lastName', 'status', 'roles'] as const satisfies (keyof UserValues)[]

function pick(user: User, names: readonly (keyof UserValues)[]): UserValues {
  return Object.fromEntries(names.map((name) => [name, user[name]])) as unknown as UserValues
}
