import type { AuthError } from '../model/auth-error.ts'
import type { TestReport } from '../model/connection-record.ts'
import type { Identity } from '../model/identity.ts'
import type { CheckNotes } from './test-checks.ts'

const maxNames = 100
const maxValues = 50
const maxLength = 500

/** What one test sign-in came to. */
export interface TestOutcome {
  readonly testId: string
  readonly at: Date
  /** Null when nothing could be verified. */
  readonly identity: Identity | null
  /** Null when every check passed. */
  readonly failure: AuthError | null
  readonly notes: CheckNotes
}

/** The report an administrator reads. Bounded: an identity provider can send anything. */
export function toTestReport({ testId, at, identity, failure, notes }: TestOutcome): TestReport {
  return {
    id: testId,
    at,
    outcome: failure === null ? 'passed' : 'failed',
    code: failure?.code ?? null,
    checks: notes.list(failure),
    claims: bound(Object.entries(identity?.attributes ?? {})),
    identity: identity === null ? {} : bound(readIdentity(identity)),
  }
}

function readIdentity(identity: Identity): readonly (readonly [string, readonly string[]])[] {
  const { subject, nameId, email, username, firstName, lastName, name, groups } = identity
  const single = { subject, nameId, email, username, firstName, lastName, name }
  return [
    ...Object.entries(single).map(([field, value]) => [field, value === null ? [] : [value]] as const),
    ['groups', groups] as const,
  ]
}

function bound(
  entries: readonly (readonly [string, readonly string[]])[],
): Readonly<Record<string, readonly string[]>> {
  const shorten = (text: string): string => (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text)
  // No prototype: names come from outside.
  const bounded = Object.create(null) as Record<string, readonly string[]>
  for (const [name, values] of entries.slice(0, maxNames))
    bounded[shorten(name)] = values.slice(0, maxValues).map(shorten)
  return bounded
}
