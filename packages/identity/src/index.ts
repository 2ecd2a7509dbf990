export { createIdentityService, type IdentityService } from './create-identity-service.ts'
export type {
  ApplicationOptions,
  IdentityOptions,
  OidcApplicationOptions,
  OrganizationOptions,
  SamlApplicationOptions,
  Seed,
  UserOptions,
} from './config/identity-options.ts'
export { IdentityError, type IdentityErrorCode } from './identity-error.ts'
export type { Log, LogEntry } from './log/log.ts'
export type { SigningKeys } from './keys/signing-keys.ts'
export type { ManageUsers } from './users/manage-users.ts'
export type { TokenEndpointAuthMethod } from './applications/application.ts'
