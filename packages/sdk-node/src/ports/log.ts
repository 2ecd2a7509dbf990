import type { AuthErrorCode } from '../model/auth-error.ts'
import type { AuthEventType } from '../model/event.ts'

/** Everything that is ever logged. Typed, so that no secret gets in by accident. */
export type LogEntry =
  | { readonly level: 'info'; readonly event: 'login.started'; readonly loginId: string; readonly connectionId: string }
  | {
      readonly level: 'info'
      readonly event: 'login.succeeded'
      readonly loginId: string
      readonly connectionId: string
      readonly organizationId: string
      readonly userId: string
    }
  | { readonly level: 'info'; readonly event: 'login.converted'; readonly connectionId: string }
  | {
      readonly level: 'warn' | 'error'
      readonly event: 'request.failed'
      /** Also on the page the person sees. */
      readonly incidentId: string
      readonly code: AuthErrorCode
      /** Expected and actual. */
      readonly detail: string
      /** That was asked for, without its query. */
      readonly path: string
      readonly loginId?: string
      readonly connectionId?: string
      /** Stack of an unexpected error. */
      readonly stack?: string
    }
  | {
      readonly level: 'error'
      /** An event that is not in the audit log, because the store did not take it. */
      readonly event: 'audit.failed'
      readonly type: AuthEventType
      readonly organizationId: string
      readonly detail: string
    }
  | {
      readonly level: 'warn'
      /** Nothing is handed out to the endpoint any more. */
      readonly event: 'webhook.disabled'
      readonly webhookId: string
      /** Null: it is one of all organizations. */
      readonly organizationId: string | null
      readonly detail: string
    }
  | {
      readonly level: 'error'
      /** Deliveries stand still. Logged once, until a run succeeds again. */
      readonly event: 'webhooks.failed'
      readonly code: AuthErrorCode
      readonly detail: string
    }
  | { readonly level: 'warn'; readonly event: 'config.warning'; readonly message: string }

/** Where entries go. Must not throw. */
export type Log = (entry: LogEntry) => void
