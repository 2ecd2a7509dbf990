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
      readonly level: 'info'
      /** The organization's policy refused it, and the identity provider is asked once more. */
      readonly event: 'login.repeated'
      readonly loginId: string
      readonly connectionId: string
      readonly code: AuthErrorCode
    }
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
  | {
      readonly level: 'error'
      /** A transmitter of security events cannot be asked. Logged once, until it can again. */
      readonly event: 'signals.failed'
      /** Null: none of them can, because the store does not answer. */
      readonly connectionId: string | null
      readonly code: AuthErrorCode
      readonly detail: string
    }
  | {
      readonly level: 'warn'
      /** A security event that ended nothing, or a change of the stream itself. */
      readonly event: 'signals.noticed'
      readonly connectionId: string
      readonly detail: string
    }
  | { readonly level: 'warn'; readonly event: 'config.warning'; readonly message: string }

/** Where entries go. Must not throw. */
export type Log = (entry: LogEntry) => void
