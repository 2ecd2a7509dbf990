import type { AttributeMapping, Preset } from '../model/connection.ts'

/** What we know of an identity provider before a connection says more. Null: nothing. */
export interface PresetDefaults {
  /** SAML attribute names and OIDC claim names in one list: an identity provider sends only one kind. */
  readonly attributes: AttributeMapping
  /** The entity ID, where it is the same for every customer. */
  readonly idpEntityId: string | null
  /** The binding the identity provider is known to take requests by. */
  readonly ssoBinding: 'redirect' | 'post' | null
  readonly nameIdFormat: string | null
  /** Query parameter of the SAML request in which it takes the e-mail address. */
  readonly loginHintParameter: string | null
  /** Sent with every OIDC authorization request. */
  readonly authorizationParameters: Readonly<Record<string, string>>
}

const nothingMore = {
  idpEntityId: null,
  ssoBinding: null,
  nameIdFormat: null,
  loginHintParameter: null,
  authorizationParameters: {},
} as const

/** Claim URIs of the Microsoft products and of whoever copies them. */
const microsoft = {
  claims: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims',
  identity: 'http://schemas.microsoft.com/identity/claims',
  directory: 'http://schemas.microsoft.com/ws/2008/06/identity/claims',
} as const

/** @see OpenID Connect Core 1.0, section 5.1 */
const oidc = {
  email: ['email'],
  username: ['preferred_username'],
  firstName: ['given_name'],
  lastName: ['family_name'],
  name: ['name'],
  groups: ['groups'],
} as const

/** Attributes of the LDAP world, by OID, as universities and Shibboleth send them. */
const oid = {
  mail: 'urn:oid:0.9.2342.19200300.100.1.3',
  uid: 'urn:oid:0.9.2342.19200300.100.1.1',
  emailAddress: 'urn:oid:1.2.840.113549.1.9.1',
  givenName: 'urn:oid:2.5.4.42',
  surname: 'urn:oid:2.5.4.4',
  displayName: 'urn:oid:2.16.840.1.113730.3.1.241',
  eduPersonPrincipalName: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
  isMemberOf: 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
} as const

/** fluig Identity and TOTVS Identity. All companies share one entity ID, so the certificate must be the connection's. */
const fluig: PresetDefaults = {
  ...nothingMore,
  attributes: {
    subject: ['userId'],
    email: ['email'],
    username: ['username', ...oidc.username],
    firstName: ['firstName', ...oidc.firstName],
    lastName: ['lastName', ...oidc.lastName],
    name: ['displayName', ...oidc.name],
    // Only with the switch "send groups in SAMLResponse". The name is what an administrator maps to a role.
    groups: ['Groupname', 'GroupId', ...oidc.groups],
  },
  idpEntityId: 'TotvsLabs',
  ssoBinding: 'post',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
}

const entra: PresetDefaults = {
  ...nothingMore,
  // It refuses a Subject in the request, which is what SAML has for this.
  loginHintParameter: 'login_hint',
  attributes: {
    // NameID is the user principal name and `sub` differs per application: only the object id is the person.
    subject: [`${microsoft.identity}/objectidentifier`, 'oid'],
    // People without a mailbox have no e-mail claim; their principal name lies in a domain Entra has verified.
    email: [`${microsoft.claims}/emailaddress`, ...oidc.email, `${microsoft.claims}/upn`, 'upn', 'preferred_username'],
    username: [`${microsoft.claims}/upn`, `${microsoft.claims}/name`, 'upn', ...oidc.username],
    firstName: [`${microsoft.claims}/givenname`, ...oidc.firstName],
    lastName: [`${microsoft.claims}/surname`, ...oidc.lastName],
    name: [`${microsoft.identity}/displayname`, ...oidc.name],
    groups: [`${microsoft.directory}/groups`, ...oidc.groups],
  },
}

/** Okta sends what the administrator writes down; these are the names its own guides use. */
const okta: PresetDefaults = {
  ...nothingMore,
  attributes: {
    subject: [],
    email: [...oidc.email, 'mail'],
    username: ['login', 'userName', ...oidc.username],
    firstName: ['firstName', ...oidc.firstName],
    lastName: ['lastName', ...oidc.lastName],
    name: ['displayName', ...oidc.name],
    groups: [...oidc.groups, 'memberOf'],
  },
}

/** Google Workspace: the administrator names the SAML attributes; OIDC sends no groups. */
const google: PresetDefaults = {
  ...nothingMore,
  attributes: {
    subject: [],
    email: [...oidc.email, 'mail'],
    username: ['username', ...oidc.username],
    firstName: ['firstName', 'first_name', ...oidc.firstName],
    lastName: ['lastName', 'last_name', ...oidc.lastName],
    name: ['displayName', ...oidc.name],
    groups: oidc.groups,
  },
}

/** Keycloak's built-in "X500" mappers use OIDs. */
const keycloak: PresetDefaults = {
  ...nothingMore,
  attributes: {
    subject: [],
    email: [...oidc.email, oid.emailAddress, oid.mail],
    username: ['username', ...oidc.username],
    firstName: ['firstName', 'givenName', oid.givenName, ...oidc.firstName],
    lastName: ['lastName', 'surname', oid.surname, ...oidc.lastName],
    name: [...oidc.name, 'displayName'],
    groups: [...oidc.groups, 'group', 'memberOf'],
  },
}

/** For everyone else: the names seen most, friendly ones before OIDs and URIs. */
const custom: PresetDefaults = {
  ...nothingMore,
  attributes: {
    subject: [],
    email: [
      'email',
      'mail',
      'emailAddress',
      'emailaddress',
      'Email',
      'e-mail',
      oid.mail,
      oid.emailAddress,
      `${microsoft.claims}/emailaddress`,
    ],
    username: [
      'username',
      'userName',
      'uid',
      ...oidc.username,
      oid.uid,
      oid.eduPersonPrincipalName,
      `${microsoft.claims}/upn`,
    ],
    firstName: ['firstName', 'givenName', ...oidc.firstName, oid.givenName, `${microsoft.claims}/givenname`],
    lastName: ['lastName', 'surname', 'sn', ...oidc.lastName, oid.surname, `${microsoft.claims}/surname`],
    name: ['displayName', ...oidc.name, 'cn', oid.displayName, `${microsoft.identity}/displayname`],
    groups: [
      ...oidc.groups,
      'group',
      'Groups',
      'memberOf',
      'isMemberOf',
      oid.isMemberOf,
      `${microsoft.directory}/groups`,
      'http://schemas.xmlsoap.org/claims/Group',
    ],
  },
}

/** Habits of the identity providers we know, undone here once. */
export const presets: Readonly<Record<Preset, PresetDefaults>> = { fluig, entra, okta, google, keycloak, custom }
