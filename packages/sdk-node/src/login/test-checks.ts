import type { Connection } from '../model/connection.ts'
import type { TestCheck } from '../model/connection-record.ts'
import type { AuthErrorCode } from '../model/auth-error.ts'

/** After what the protocol checks: the same for both. */
const ending = ['replay', 'freshness', 'email-domain', 'groups', 'authentication'] as const

/** Every check of a sign-in, in order, as the protocols name them. */
const checks: Readonly<Record<Connection['type'], readonly string[]>> = {
  saml: [
    'form',
    'signature',
    'status',
    'version',
    'issuer',
    'destination',
    'audience',
    'conditions',
    'validity-period',
    'subject-confirmation',
    'in-response-to',
    'issue-instant',
    'authn-statement',
    'authn-context',
    'subject',
    'attributes',
    ...ending,
  ],
  oidc: ['state', 'discovery', 'authorization', 'token', 'signature', 'id-token', 'userinfo', 'attributes', ...ending],
}

/** A response that is no assertion says so before its signature is looked at. */
const early: Partial<Record<AuthErrorCode, string>> = { SAML_STATUS_NOT_SUCCESS: 'status' }

/** Notes which checks of one sign-in passed. */
export interface CheckNotes {
  readonly passed: (check: string) => void
  /** @param failure what ended it; null: nothing did. */
  readonly list: (failure: { readonly code: AuthErrorCode; readonly detail: string } | null) => readonly TestCheck[]
}

/** The notes of one sign-in by that protocol. */
export function createCheckNotes(type: Connection['type']): CheckNotes {
  const passed = new Set<string>()
  return Object.freeze({
    passed: (check: string) => void passed.add(check),
    list: (failure) => {
      const failed = failure && (early[failure.code] ?? checks[type].find((name) => !passed.has(name)))
      return checks[type].map((name): TestCheck => {
        if (name === failed) return { name, outcome: 'failed', detail: failure?.detail ?? null }
        return { name, outcome: passed.has(name) ? 'passed' : 'not-reached', detail: null }
      })
    },
  } satisfies CheckNotes)
}
