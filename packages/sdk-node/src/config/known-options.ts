import type { AttributeMapping, GroupOverage, Preset, SamlConnection, SamlKeyPair } from '../model/connection.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type {
  AuthOptions,
  DnsOptions,
  IdentityServiceOptions,
  LogoutOptions,
  OidcConnectionOptions,
  OrganizationOptions,
  SamlConnectionOptions,
  ScimOptions,
  SessionOptions,
  SignalsOptions,
  WebhookOptions,
} from './auth-options.ts'
import { presets } from './presets.ts'

/** What a value must be: one of a list, or of a kind. 'checked': its parser looks itself, whatever it is. */
export type Kind =
  | readonly string[]
  | 'text'
  | 'text or null'
  | 'texts'
  | 'text values'
  | 'true or false'
  | 'function'
  | 'list'
  | 'object'
  | 'checked'

/** Every option of an object with its kind; the compiler notices one that is missing here. */
export type Known<T> = Readonly<Record<keyof T, Kind>>

export const knownAuth: Known<AuthOptions> = {
  baseUrl: 'checked',
  allowedBaseUrls: 'checked',
  basePath: 'text',
  signInPage: 'text',
  passwordPage: 'text',
  secrets: 'checked',
  identityService: 'object',
  connections: 'list',
  store: 'checked',
  session: 'object',
  logout: 'object',
  onSignIn: 'function',
  dns: 'object',
  scim: 'object',
  webhooks: 'object',
  maxDomainsInMemory: 'checked',
  productName: 'text',
  log: 'function',
  now: 'function',
  fetch: 'function',
}

export const knownSession: Known<SessionOptions> = {
  idleSeconds: 'checked',
  absoluteSeconds: 'checked',
  cookieName: 'text',
  keepTokens: 'true or false',
}

export const knownLogout: Known<LogoutOptions> = { forwardTo: 'texts' }

export const knownSignals: Known<SignalsOptions> = {
  issuer: 'checked',
  jwksUri: 'text',
  audience: 'text',
  authorization: 'text',
  pollUrl: 'text',
  accessToken: 'text',
}

export const knownDns: Known<DnsOptions> = { servers: 'texts', timeoutMs: 'checked' }

export const knownScim: Known<ScimOptions> = { requestsPerMinute: 'checked', extensions: 'list' }

export const knownWebhooks: Known<WebhookOptions> = {
  timeoutMs: 'checked',
  insecureAllowPrivateNetwork: 'true or false',
}

export const knownIdentityService: Known<IdentityServiceOptions> = {
  issuer: 'checked',
  clientId: 'text',
  clientSecret: 'text',
  eventsSecret: 'checked',
  name: 'text',
  singleLogout: 'true or false',
  organization: 'object',
}

export const knownOrganization: Known<OrganizationOptions> = { id: 'text', name: 'text', supportContact: 'text' }

export const knownAttributes: Known<AttributeMapping> = {
  subject: 'texts',
  email: 'texts',
  username: 'texts',
  firstName: 'texts',
  lastName: 'texts',
  name: 'texts',
  groups: 'texts',
}

export const knownProvisioning: Known<ProvisioningPolicy> = {
  mode: ['jit', 'pre-provisioned', 'scim'],
  matchBy: ['email', 'username', 'nameid', 'subject'],
  caseSensitive: 'true or false',
}

export const knownGroupOverage: Known<Exclude<GroupOverage, string>> = {
  tenantId: 'text',
  clientId: 'text',
  clientSecret: 'text',
}

const common = {
  id: 'checked',
  type: ['saml', 'oidc'],
  name: 'text',
  organization: 'object',
  domains: 'texts',
  status: ['active', 'inactive'],
  preset: Object.keys(presets) as Preset[],
  attributes: 'object',
  provisioning: 'object',
  groupOverage: 'checked',
  singleLogout: 'true or false',
  redirectLogoutUrl: 'text',
  signals: 'checked',
  clockSkewSeconds: 'checked',
  insecureAllowAnyDomain: 'true or false',
} as const

export const knownSaml: Known<SamlConnectionOptions> = {
  ...common,
  metadata: 'text',
  metadataUrl: 'text',
  idpEntityId: 'text',
  ssoUrl: 'text',
  ssoBinding: ['redirect', 'post'],
  sloUrl: 'text',
  sloResponseUrl: 'text',
  sloBinding: ['redirect', 'post'],
  certificates: 'texts',
  spEntityId: 'text',
  nameIdFormat: 'text or null',
  forceAuthn: 'true or false',
  loginHintParameter: 'text or null',
  authnContext: 'object',
  signingKey: 'object',
  nextSigningCertificate: 'text',
  decryptionKeys: 'list',
  unsolicited: ['convert', 'accept', 'reject'],
  insecureAllowSha1: 'true or false',
}

export const knownOidc: Known<OidcConnectionOptions> = {
  ...common,
  issuer: 'checked',
  clientId: 'text',
  clientSecret: 'text',
  clientAuthentication: 'object',
  scopes: 'texts',
  authorizationParameters: 'text values',
  par: ['auto', 'always'],
  prompt: 'text or null',
  insecureAllowPrivateNetwork: 'true or false',
}

export const knownAuthnContext: Known<SamlConnection['authnContext']> = {
  classRefs: 'texts',
  comparison: ['exact', 'minimum', 'maximum', 'better'],
}

export const knownKeyPair: Known<SamlKeyPair> = { privateKey: 'text', certificate: 'text' }

export const knownClientAuthentication: Readonly<Record<string, Kind>> = {
  method: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  clientSecret: 'text',
  privateKey: 'text',
  keyId: 'text or null',
  algorithm: 'text',
}
