import type { Organization } from './organization.ts'
import type { ProvisioningPolicy } from './provisioning.ts'

/** Identity providers whose habits we know: their attribute names, issuer rules and sign-in pages. */
export type Preset = 'fluig' | 'entra' | 'okta' | 'google' | 'keycloak' | 'custom'

/** Which attribute (SAML) or claim (OIDC) carries what. Each list is tried in order; the first with a value wins. */
export interface AttributeMapping {
  /**
   * An id that survives a change of e-mail address or name. When the list is not empty, one of these must be there, or nobody
   * is signed in. Empty: the NameID or `sub` is the id; say so (`attributes: { subject: [] }`) for a fluig or Entra IdP that
   * does not send the id its preset expects.
   */
  readonly subject: readonly string[]
  readonly email: readonly string[]
  readonly username: readonly string[]
  readonly firstName: readonly string[]
  readonly lastName: readonly string[]
  readonly name: readonly string[]
  readonly groups: readonly string[]
}

/** What to do with a SAML response nobody asked for: start a normal login, take it with a replay guard, or refuse it. */
export type UnsolicitedPolicy = 'convert' | 'accept' | 'reject'

/**
 * People in more groups than fit come with a link instead. `refuse`: nobody signs in with half of their groups. An object: the
 * groups are asked of Microsoft Graph, as this application (it needs the permission GroupMember.Read.All or Directory.Read.All).
 */
export type GroupOverage =
  'refuse' | { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string }

interface ConnectionBase {
  /** Lower-case letters, digits and hyphens. Part of URLs. */
  readonly id: string
  /** What the picker and the error page call it. */
  readonly name: string
  readonly organization: Organization
  readonly status: 'draft' | 'active' | 'inactive'
  /** Verified e-mail domains, ASCII lower case. The connection may only vouch for addresses in these domains. */
  readonly domains: readonly string[]
  /** True for the identity service and by `insecureAllowAnyDomain`: it may vouch for any address. */
  readonly anyDomain: boolean
  /** True for the identity service: its `org_id` and `org_name` claims name the person's organization. */
  readonly organizationFromClaims: boolean
  readonly preset: Preset
  readonly attributes: AttributeMapping
  readonly provisioning: ProvisioningPolicy
  /** What to do when Entra sends a link instead of the groups, because they are too many. */
  readonly groupOverage: GroupOverage
  /** Signing out here signs out there. */
  readonly singleLogout: boolean
  /** A sign-out page that takes where to go next in `forward`; null: none. */
  readonly redirectLogoutUrl: string | null
  /** Null: it tells of nothing. */
  readonly signals: SignalStream | null
}

/** Where an identity provider tells of sessions and accounts that are over. */
export interface SignalStream {
  /** `iss` of its tokens. */
  readonly issuer: string
  /** Null: its configuration document says where. */
  readonly jwksUri: string | null
  /** `aud` of its Security Event Tokens. */
  readonly audience: string
  /** What its pushes carry as `Authorization`; null: nothing that counts. */
  readonly authorization: string | null
  /** Where it is asked for events; null: it pushes. */
  readonly pollUrl: string | null
  /** Bearer token of its polling and stream management; null: none. */
  readonly accessToken: string | null
}

/** One of the identity provider's certificates. */
export interface IdpCertificate {
  readonly pem: string
  /** Parsed once, so that a verification does not have to. */
  readonly publicKey: import('node:crypto').KeyObject
  readonly notAfter: Date
  /** SHA-256 of the DER bytes, lower-case hex. */
  readonly fingerprint: string
}

/** A key of ours with its certificate, both PEM. */
export interface SamlKeyPair {
  readonly privateKey: string
  readonly certificate: string
}

export interface SamlConnection extends ConnectionBase {
  readonly type: 'saml'
  /** The IdP's entity ID. Not unique: fluig gives every company the same one. */
  readonly idpEntityId: string
  readonly sso: { readonly url: string; readonly binding: 'redirect' | 'post' }
  /** Null: it offers none. Redirect first. */
  readonly slo: {
    readonly url: string
    readonly responseUrl: string
    readonly binding: 'redirect' | 'post'
  } | null
  /** Several at once, so that a rollover needs no appointment. */
  readonly certificates: readonly IdpCertificate[]
  /** Our entity ID. */
  readonly spEntityId: string
  /** URN of the NameID format we ask for; null: the IdP decides. */
  readonly nameIdFormat: string | null
  readonly forceAuthn: boolean
  /** Query parameter in which the IdP takes the typed e-mail address, to fill in its form; null: none. Redirect binding only. */
  readonly loginHintParameter: string | null
  /** AuthnContextClassRef values we ask for. Empty: none, which is what Entra and AD FS need for passwordless users. */
  readonly authnContext: {
    readonly classRefs: readonly string[]
    readonly comparison: 'exact' | 'minimum' | 'maximum' | 'better'
  }
  /** Signs AuthnRequests; null: requests are not signed. */
  readonly signingKey: SamlKeyPair | null
  /** Published beside the signing certificate, for a rollover. PEM. */
  readonly nextSigningCertificate: string | null
  /** Opens encrypted assertions; several while a rollover lasts. */
  readonly decryptionKeys: readonly SamlKeyPair[]
  readonly unsolicited: UnsolicitedPolicy
  /** Seconds our clock may differ from theirs, at most 180. */
  readonly clockSkewSeconds: number
  /** SHA-1 signatures can be forged by someone with money, who then signs in as anybody. For old IdPs that know nothing else. */
  readonly insecureAllowSha1: boolean
}

/** How we prove to the token endpoint who we are. */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly clientSecret: string }
  | {
      readonly method: 'private_key_jwt'
      readonly privateKey: string
      readonly keyId: string | null
      readonly algorithm: string
    }
  | { readonly method: 'none' }

export interface OidcConnection extends ConnectionBase {
  readonly type: 'oidc'
  readonly issuer: string
  readonly clientId: string
  readonly clientAuthentication: ClientAuthentication
  readonly scopes: readonly string[]
  /** Extra parameters of the authorization request, such as `hd` or `domain_hint`. */
  readonly authorizationParameters: Readonly<Record<string, string>>
  /** `always`: push every authorization request (PAR); `auto`: when the IdP requires it. */
  readonly par: 'auto' | 'always'
  /** `login` asks for the password again; `select_account` for the account. */
  readonly prompt: string | null
  readonly clockSkewSeconds: number
  /**
   * Lets this connection reach private, loopback and link-local addresses, also by plain http (which reaches no others):
   * whoever controls the IdP's metadata can then make this process call services inside your network.
   */
  readonly insecureAllowPrivateNetwork: boolean
}

/** The link between an organization and an identity provider. */
export type Connection = SamlConnection | OidcConnection
