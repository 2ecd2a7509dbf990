import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import type { Connection } from '../model/connection.ts'
import type { Origin } from '../model/draft-event.ts'
import type { Identity } from '../model/identity.ts'
import type { OnSignIn } from '../model/on-sign-in.ts'
import type { Organization } from '../model/organization.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'

/** A proven identity at the door of an organization. */
export interface Admission {
  readonly identity: Identity
  /** The one that proved it; its policy says who may come in. */
  readonly connection: Pick<Connection, 'id' | 'provisioning'>
  /** Whom the connection speaks for. */
  readonly organization: Organization
  /** True for a domain of addresses that the organization has given to other connections, and not to this one. */
  readonly isServedByOthers: (domain: string) => Promise<boolean>
  /** True for a domain in which the connection says who has which address. */
  readonly mayVouchFor: (domain: string) => Promise<boolean>
  /** Throws where the identity was not proven as the organization asks. */
  readonly checkPolicy: (policy: AuthenticationPolicy) => void
  readonly loginId: string
  readonly origin: Origin
  readonly now: Date
  /** The app's word on it; null: it has none. */
  readonly onSignIn: OnSignIn | null
}

/** Somebody who came in. */
export interface Admitted {
  readonly user: User
  /** Where the user is: the organization of the connection, or another of its family. */
  readonly organization: Organization
}

/** Somebody who came in, and what their organization asks of sessions. */
export interface AdmittedByPolicy extends Admitted {
  readonly policy: AuthenticationPolicy
}

/** What an admission needs of a store. */
export type AdmissionStore = Pick<Store, 'users' | 'groups' | 'roleMappings' | 'organizations' | 'events'>
