import type { SamlNameId } from '../model/session-secrets.ts'
import type { Name } from './parse-name.ts'

/** What the verified assertion says, before anything is checked. Null: it does not say. */
export interface Assertion {
  readonly id: string
  readonly version: string | null
  readonly issueInstant: Date
  readonly issuer: Name | null
  readonly nameId: SamlNameId | null
  readonly confirmations: readonly Confirmation[]
  readonly conditions: Conditions | null
  readonly authnStatements: readonly AuthnStatement[]
  readonly attributes: readonly Attribute[]
}

/** A SubjectConfirmation with its data. */
export interface Confirmation {
  readonly method: string | null
  readonly recipient: string | null
  readonly inResponseTo: string | null
  readonly notBefore: Date | null
  readonly notOnOrAfter: Date | null
}

export interface Conditions {
  readonly notBefore: Date | null
  readonly notOnOrAfter: Date | null
  /** The audiences of each AudienceRestriction. */
  readonly audienceRestrictions: readonly (readonly string[])[]
  /** How many conditions there are whose meaning we do not know. */
  readonly unknown: number
}

export interface AuthnStatement {
  readonly authnInstant: Date
  readonly sessionIndex: string | null
  readonly sessionNotOnOrAfter: Date | null
  readonly classRef: string | null
}

export interface Attribute {
  readonly name: string
  readonly friendlyName: string | null
  /** Without empty ones. */
  readonly values: readonly string[]
}
