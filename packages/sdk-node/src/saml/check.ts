import type { SamlConnection } from '../model/connection.ts'
import type { Assertion } from './assertion.ts'
import type { Envelope } from './parse-envelope.ts'

/** What came in, its signatures verified. */
export interface Received {
  readonly response: Envelope
  readonly assertion: Assertion
}

/** What must hold. */
export interface Expected {
  readonly connection: SamlConnection
  readonly acsUrl: string
  /** ID of our AuthnRequest; null: nobody asked. */
  readonly requestId: string | null
  readonly now: Date
}

/** One rule. Returns nothing, or throws an AuthError that says what was expected and what came. */
export type Check = (received: Received, expected: Expected) => void
