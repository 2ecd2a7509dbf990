export { createAuth, type Auth } from './auth.ts'
export { memoryStore } from './stores/memory-store.ts'
export { AuthError, authErrorCodes, type AuthErrorCode, type FailureContext } from './model/auth-error.ts'
export type {
  AuthOptions,
  ConnectionOptions,
  IdentityServiceOptions,
  OidcConnectionOptions,
  SamlConnectionOptions,
  SessionOptions,
} from './config/auth-options.ts'
export type {
  AttributeMapping,
  ClientAuthentication,
  Preset,
  SamlKeyPair,
  UnsolicitedPolicy,
} from './model/connection.ts'
export {
  type AuthEvent,
  type AuthEventType,
  authEventTypes,
  type EventActor,
  type EventData,
  type EventDraft,
  type EventPlace,
  type EventTarget,
  type UserValues,
} from './model/event.ts'
export { type EventHead, firstHead, hashEvent, sealEvent } from './model/seal-event.ts'
export type { Identity } from './model/identity.ts'
export type { Organization } from './model/organization.ts'
export type { PendingLogin } from './model/pending-login.ts'
export type { Memo } from './model/memo.ts'
export type { Session } from './model/session.ts'
export type { SubjectLink, User } from './model/user.ts'
export type { Log, LogEntry } from './ports/log.ts'
export type { EventFilter, Events, Logins, Replays, Store, Users } from './ports/store.ts'
export type { SessionDraft } from './sessions/create-session.ts'
export type { EventLog, EventPage } from './events/event-log.ts'
export type { EventPageQuery, EventQuery } from './events/parse-query.ts'
export type { LogProblem, Verification, VerifyOptions } from './events/verify-log.ts'
export type { HasHeaders } from './ports/has-headers.ts'
export type { GuardAnswer, GuardedRequest, GuardOptions } from './routes/guarded-request.ts'
export type { GuardResult } from './routes/guard.ts'
export type { SiteGuard, SiteGuardOptions, SiteGuardResult } from './routes/guard-site.ts'
export type { Client } from './routes/kit.ts'
