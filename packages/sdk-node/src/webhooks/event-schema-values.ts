import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import type {
  ConnectionValues,
  DomainValues,
  GroupValues,
  OrganizationValues,
  RoleInOrganization,
  ScimTokenValues,
  UserValues,
  WebhookValues,
} from '../model/event.ts'
import type { OrganizationSettings } from '../model/organization.ts'
import { choice, list, moment, part, text, textOrNull, whole, type EventSchema, type FieldsOf } from './event-schema.ts'

const anything: EventSchema = { type: 'object', additionalProperties: true, examples: [{}] }
const objectOrNull = (description: string): EventSchema => ({
  type: ['object', 'null'],
  description,
  additionalProperties: true,
  examples: [null],
})

export const userValues: FieldsOf<UserValues> = {
  email: textOrNull('ana@acme.test'),
  username: textOrNull('ana'),
  externalId: textOrNull('00u1', 'the id that the identity provider, or the app, gave'),
  name: textOrNull('Ana Souza'),
  firstName: textOrNull('Ana'),
  lastName: textOrNull('Souza'),
  status: choice(['active', 'inactive', 'pending', 'invited', 'blocked']),
  roles: list(text('member')),
  scimAttributes: {
    ...anything,
    description: 'only of who comes by SCIM, as the SCIM client sent it',
    examples: [],
  },
}

export const groupValues: FieldsOf<GroupValues> = {
  name: text('Engineering'),
  connectionId: textOrNull('acme'),
  externalId: textOrNull('g-1'),
}

const yesOrNo: EventSchema = { type: 'boolean', examples: [false] }
const secondsOrNull = (example: number): EventSchema => ({
  type: ['integer', 'null'],
  minimum: 0,
  examples: [example],
})

const authenticationPolicy: FieldsOf<AuthenticationPolicy> = {
  maximumAgeSeconds: secondsOrNull(3600),
  contexts: list(text('https://refeds.org/profile/mfa')),
  methods: list(text('mfa')),
  sessionMaximumSeconds: secondsOrNull(28_800),
}

const organizationSettings: FieldsOf<OrganizationSettings> = {
  passwordSignIn: yesOrNo,
  roleRequired: yesOrNo,
  rolePriority: list(text('admin')),
  authentication: part(authenticationPolicy, 'left out by versions that did not know it'),
}

export const organizationValues: FieldsOf<OrganizationValues> = {
  name: text('Acme'),
  supportContact: textOrNull('it@acme.test'),
  parentId: textOrNull(null),
  branding: anything,
  locale: textOrNull('pt-BR'),
  settings: { ...objectOrNull('null for a sub-organization'), properties: organizationSettings },
}

export const domainValues: FieldsOf<DomainValues> = {
  status: choice(['verified', 'unverified']),
  includeSubdomains: { type: 'boolean', examples: [false] },
  connectionIds: { type: ['array', 'null'], items: text('acme'), examples: [null] },
}

export const connectionValues: FieldsOf<ConnectionValues> = {
  name: text('Acme SSO'),
  type: choice(['saml', 'oidc']),
  preset: text('okta'),
  status: choice(['active', 'draft', 'inactive']),
  settings: { ...anything, description: 'without secrets; a long value is its SHA-256' },
  provisioning: anything,
}

export const scimTokenValues: FieldsOf<ScimTokenValues> = {
  tokenId: text('0198f3a2-6e00-7000-8000-000000000000'),
  name: textOrNull('Okta'),
  scopes: list(text('users:write')),
  expiresAt: { ...textOrNull('2031-01-01T00:00:00.000Z', 'null: never'), format: 'date-time' },
}

export const webhookValues: FieldsOf<WebhookValues> = {
  name: textOrNull('Billing'),
  format: choice(['webhook', 'set']),
  transport: choice(['push', 'poll']),
  url: textOrNull('https://billing.acme.test/hooks'),
  types: { type: ['array', 'null'], items: text('user.created'), examples: [null] },
  status: choice(['disabled', 'active']),
  disabledReason: textOrNull('nothing arrived for days'),
}

const roleFields: FieldsOf<RoleInOrganization> = { organizationId: text('acme'), role: text('admin') }
export const roleInOrganization: EventSchema = whole(roleFields)

export const subjectLink: EventSchema = whole({ connectionId: text('acme'), subject: text('00u1') })

/** Of a user with SCIM attributes or without. */
export const wholeUser: EventSchema = {
  ...part(userValues),
  required: Object.keys(userValues).filter((name) => name !== 'scimAttributes'),
}

export const placeOfUser: EventSchema = whole({ organizationId: text('acme') })
export const rolesOfUser: EventSchema = whole({ organizationId: text('acme'), roles: list(text('admin')) })
export const expiry: EventSchema = moment('2030-03-01T00:00:00.000Z')
