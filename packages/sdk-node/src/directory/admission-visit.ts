import type { SubjectLink, User } from '../model/user.ts'
import type { AdmissionEvents } from './admission-events.ts'
import type { AdmissionFamily } from './admission-family.ts'
import type { Admission, AdmissionStore } from './admission.ts'

/** What no two users of an organization share. */
export type UniqueField = 'email' | 'username' | 'externalId'

/** One try of one admission on its way. */
export interface Visit extends Admission {
  readonly link: SubjectLink
  readonly family: AdmissionFamily
  readonly store: AdmissionStore
  readonly drafts: AdmissionEvents
  /** What the try before found in another user's hands. */
  readonly taken: ReadonlySet<UniqueField>
}

/** Who an identity is, before anything else is known. */
export interface FoundUser {
  readonly user: User
  /** False: found by the match key, and the link is still to be made. */
  readonly isLinked: boolean
}
