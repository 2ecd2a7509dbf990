import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Preset } from '../model/connection.ts'

type Notes = Readonly<Record<ConnectionRecord['type'], readonly string[]>>

/** Pitfalls, from the documentation of the identity providers and from what is seen of them. */
const notes: Readonly<Record<Preset, Notes>> = {
  okta: {
    saml: [
      'Set "Application username" to Email: a NameID that is no e-mail address signs nobody in, unless an attribute statement named email carries it.',
      'Okta sends no attributes of its own: add attribute statements named email, firstName and lastName, and a group attribute statement named groups.',
      'Sign-ins that begin at Okta always go to the "Single sign-on URL".',
    ],
    oidc: [
      'Okta has no SCIM provisioning for OpenID Connect apps: choose SAML if users and groups are to be provisioned.',
      'Groups come only with a groups claim in the ID token, which has to be added to the app.',
    ],
  },
  entra: {
    saml: [
      'Keep the claim http://schemas.microsoft.com/identity/claims/objectidentifier: it is the stable id, and without it nobody is signed in (or set attributes.subject to an empty list before the first sign-in).',
      'Add a group claim, and choose "Groups assigned to the application": groups are sent as object ids.',
      'A person in more than 150 groups comes with a link instead of the groups: set groupOverage, or nobody in that many groups signs in.',
      'A new signing certificate signs only after it was made active, and metadata names both before: let the metadata be refreshed first.',
      'With token encryption choose the signing option "Sign SAML response and assertion".',
      'Leave authnContext unset: asking for a password shuts out people who sign in without one.',
    ],
    oidc: [
      'The issuer names the tenant: https://login.microsoftonline.com/<tenant id>/v2.0, never common or organizations.',
      'Add the optional claim email to the ID token, and a groups claim if roles come from groups.',
      'A person in more than 200 groups comes with a link instead of the groups: set groupOverage, or nobody in that many groups signs in.',
      'A client secret ends after 24 months at most.',
    ],
  },
  google: {
    saml: [
      'Set "Name ID format" to EMAIL and "Name ID" to the primary e-mail address.',
      'Google sends only the attributes that are mapped: name them email, firstName and lastName, and map groups under the name groups.',
      'Google does not take metadata of a service provider: the values are typed in.',
    ],
    oidc: ['Google sends no groups by OpenID Connect: choose SAML if roles come from groups.'],
  },
  keycloak: {
    saml: [
      'Switch "Client signature required" off, or give the connection a signing key.',
      'Set "Name ID format" to email and switch "Force name ID format" on.',
      'Attributes and groups come only from mappers: add email, firstName and lastName, and a group list named groups with "Full group path" off.',
      'The metadata is at <Keycloak>/realms/<realm>/protocol/saml/descriptor.',
    ],
    oidc: [
      'Groups come only from a group membership mapper: name its claim groups, with "Full group path" off.',
      'The issuer is <Keycloak>/realms/<realm>.',
    ],
  },
  fluig: {
    saml: [
      'Every company has the entity ID TotvsLabs, so the certificate alone tells them apart: give the metadata of this company and no other.',
      'A metadata URL is not documented: download the metadata of the application ("Download IDP metadata") and give it as XML.',
      'Set the NameID format to e-mail address, and the user id mapping to the e-mail address.',
      'Switch on "send groups in SAMLResponse" if roles come from groups.',
      'Where the attribute userId is not sent, set attributes.subject to an empty list before the first sign-in.',
      'Sign the assertion; signatures with SHA-1 are refused unless insecureAllowSha1 is set.',
    ],
    oidc: ['Issuer and claims of the company have to be asked of its administrator: they are not documented.'],
  },
  custom: {
    saml: [
      'The assertion or the response has to be signed with SHA-256 or better.',
      'The NameID or an attribute has to be the e-mail address, in a domain of the organization.',
    ],
    oidc: ['The provider has to send the claim email, in a domain of the organization.'],
  },
}

/** What the administrator of that identity provider should know. */
export function notesOf(preset: Preset, type: ConnectionRecord['type']): readonly string[] {
  return notes[preset][type]
}
