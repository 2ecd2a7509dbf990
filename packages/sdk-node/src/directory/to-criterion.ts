import type { Identity } from '../model/identity.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type { UniqueField } from './admission-visit.ts'
import { isTransient } from './to-link.ts'

/** What a user must have to be meant. */
export interface Criterion {
  readonly field: UniqueField
  /** Null: the identity provider did not send it, so it means nobody. */
  readonly value: string | null
}

/** What the policy's match key says about this person. */
export function toCriterion(identity: Identity, { matchBy }: ProvisioningPolicy): Criterion {
  switch (matchBy) {
    case 'email':
      return { field: 'email', value: identity.email }
    case 'username':
      return { field: 'username', value: orNull(identity.username) }
    case 'nameid':
      // A transient NameID is a new one at every sign-in: it names nobody.
      return { field: 'username', value: isTransient(identity) ? null : orNull(identity.nameId) }
    case 'subject':
      return { field: 'externalId', value: isTransient(identity) ? null : orNull(identity.subject) }
  }
}

function orNull(text: string | null): string | null {
  return text === '' ? null : text
}
