export { createAuth, type Auth, type Health } from './auth.ts'
export { memoryStore } from './stores/memory-store.ts'
export { AuthError, authErrorCodes, type AuthErrorCode, type FailureContext } from './model/auth-error.ts'
export type {
  AuthOptions,
  ConnectionOptions,
  DnsOptions,
  IdentityServiceOptions,
  OidcConnectionOptions,
  OrganizationOptions,
  SamlConnectionOptions,
  ScimOptions,
  SessionOptions,
  WebhookOptions,
} from './config/auth-options.ts'
export type {
  AttributeMapping,
  ClientAuthentication,
  GroupOverage,
  Preset,
  SamlKeyPair,
  UnsolicitedPolicy,
} from './model/connection.ts'
export {
  type AuthEvent,
  type AuthEventType,
  authEventTypes,
  type ConnectionValues,
  type DomainValues,
  type EventData,
  type EventDraft,
  type EventPlace,
  type EventTarget,
  type GroupValues,
  type OrganizationValues,
  type RoleInOrganization,
  type ScimTokenValues,
  type UserValues,
  type WebhookValues,
} from './model/event.ts'
export { type EventHead, firstHead, hashEvent, sealEvent } from './model/seal-event.ts'
export type { EventActor } from './model/event-actor.ts'
export type { Identity } from './model/identity.ts'
export type { AuthenticationPolicy, AuthenticationRule } from './model/authentication-policy.ts'
export type {
  Branding,
  Organization,
  OrganizationRecord,
  OrganizationSettings,
  StoredSettings,
} from './model/organization.ts'
export type { PendingLogin } from './model/pending-login.ts'
export type { Memo } from './model/memo.ts'
export type { Session } from './model/session.ts'
export type { LoginRecord, SubjectLink, User, UserStatus } from './model/user.ts'
export type { Domain } from './model/domain.ts'
export type { Group, Membership, RoleMapping } from './model/group.ts'
export type { MatchKey, ProvisioningPolicy } from './model/provisioning.ts'
export type { OnSignIn, SignInChange, SignInDecision } from './model/on-sign-in.ts'
export type {
  ConnectionRecord,
  MetadataRefresh,
  RetiringCertificate,
  TestCheck,
  TestReport,
} from './model/connection-record.ts'
export type { ScimExtension, ScimExtensionAttribute } from './model/scim-extension.ts'
export type { ScimScope, ScimToken } from './model/scim-token.ts'
export type { Delivery, WebhookEndpoint } from './model/webhook.ts'
export type { Json, JsonObject } from './model/json.ts'
export type { WriteContext } from './model/write-context.ts'
export type { Log, LogEntry } from './ports/log.ts'
export type { EventFilter, Events, Logins, Replays, Store } from './ports/store.ts'
export type { Groups, LoginRecords, RoleMappings, ScimPage, UserFilter, Users } from './ports/directory-store.ts'
export type { NumberedRevocation, Revocations } from './ports/revocation-store.ts'
export { listRevocations, type Revocation } from './model/revocation.ts'
export type { RevocationKind } from './model/revocation-kind.ts'
export type { ScimTokens } from './ports/scim-store.ts'
export type { Deliveries, DeliveryKey, WebhookEndpoints } from './ports/webhook-store.ts'
export type { Change, Changes, ConnectionStore, DomainStore, OrganizationStore } from './ports/organization-store.ts'
export type { SessionDraft } from './sessions/create-session.ts'
export type { EventLog, EventPage } from './events/event-log.ts'
export type { EventPageQuery, EventQuery } from './events/parse-query.ts'
export type { LogProblem, Verification, VerifyOptions } from './events/verify-log.ts'
export type { Answer } from './ports/answer.ts'
export type { HasHeaders } from './ports/has-headers.ts'
export type { BodySource, IncomingRequest } from './ports/incoming-request.ts'
export type { GuardAnswer, GuardedRequest, GuardOptions } from './routes/guarded-request.ts'
export type { RecentAuth } from './routes/recent-auth.ts'
export type { GuardResult } from './routes/guard.ts'
export type { SiteGuard, SiteGuardOptions, SiteGuardResult } from './routes/guard-site.ts'
export type { Client } from './routes/kit.ts'
export type {
  ManagedOrganization,
  ManageOrganizations,
  OrganizationChanges,
  OrganizationDraft,
  OrganizationQuery,
} from './organizations/manage-organizations.ts'
export type {
  DomainOptions,
  DomainVerification,
  ManagedDomain,
  ManageDomains,
  VerificationRecord,
} from './organizations/manage-domains.ts'
export type {
  CertificateInfo,
  ConnectionChanges,
  ConnectionDraft,
  ConnectionExport,
  ConnectionGuide,
  ConnectionStep,
  MaintenanceReport,
  ManageConnections,
  ManagedConnection,
  ServiceProviderValue,
} from './connections/manage-connections.ts'
export type { ManageUsers, UserChanges, UserDraft, UserQuery } from './directory/manage-users.ts'
export type { ManageGroups } from './directory/manage-groups.ts'
export type {
  GroupRole,
  ManageRoles,
  MappingChange,
  ReconcileSummary,
  RoleChange,
  RoleConflict,
  RoleExplanation,
} from './directory/manage-roles.ts'
export type {
  AccessTokenOptions,
  ListedSession,
  ManageSessions,
  SessionListQuery,
  SessionScope,
  UpstreamAccessToken,
} from './sessions/manage-sessions.ts'
export type { RevocationReport } from './sessions/revocation-watch.ts'
export type { ManagedScimToken, ManageScim, ScimTokenDraft } from './scim/manage-scim.ts'
export type {
  DeliverOptions,
  DeliveryReport,
  ManagedWebhook,
  ManageWebhooks,
  ReplayQuery,
  WebhookChanges,
  WebhookDraft,
  Worker,
  WorkerOptions,
} from './webhooks/manage-webhooks.ts'
export type { ManageSignals, PollReport, SignalStatus } from './signals/manage-signals.ts'
export type { DiscoveryReport } from './discovery/create-discovery.ts'
