import type { IdentityEventType } from '../events/identity-event.ts'
import type { IdentityErrorCode } from '../identity-error.ts'

/** Everything that is ever logged. Typed, so that no secret gets in by accident. */
export type LogEntry =
  | { readonly level: 'info'; readonly event: 'sign-in.succeeded'; readonly accountId: string }
  /** Without the name that was typed: some people type their password there. */
  | { readonly level: 'warn'; readonly event: 'sign-in.failed'; readonly reason: 'refused' | 'too-many' }
  | {
      readonly level: 'info'
      readonly event: 'application.entered'
      readonly accountId: string
      readonly applicationId: string
    }
  | {
      readonly level: 'info' | 'warn'
      /** `failed`: given up. */
      readonly event: 'event.delivered' | 'event.failed'
      readonly applicationId: string
      readonly type: IdentityEventType
      readonly attempts: number
      /** Of the last attempt: HTTP status, or what went wrong; null: nothing did. */
      readonly problem: string | null
    }
  | {
      readonly level: 'info' | 'warn'
      /** An application was told that somebody has signed out. `failed`: it may still have a session. */
      readonly event: 'logout.delivered' | 'logout.failed'
      readonly applicationId: string
      readonly problem: string | null
    }
  | {
      readonly level: 'warn' | 'error'
      readonly event: 'request.failed'
      /** Also on the page the person sees; null where an application was answered. */
      readonly incidentId: string | null
      readonly code: IdentityErrorCode
      /** Expected and actual. */
      readonly detail: string
      readonly path: string
      /** Stack of an unexpected error. */
      readonly stack?: string
    }

/** Where entries go. Must not throw. */
export type Log = (entry: LogEntry) => void
