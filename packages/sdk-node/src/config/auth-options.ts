import type {
  AttributeMapping,
  ClientAuthentication,
  GroupOverage,
  Preset,
  SamlConnection,
  SamlKeyPair,
  UnsolicitedPolicy,
} from '../model/connection.ts'
import type { OnSignIn } from '../model/on-sign-in.ts'
import type { Organization } from '../model/organization.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type { ScimExtension } from '../model/scim-extension.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

/** What `createAuth` takes. */
export interface AuthOptions {
  /**
   * Where the app is reached from outside, for example `https://app.example.com`. The only source of our own origin: no
   * `Host` and no forwarded header is believed. Plain http only on loopback.
   *
   * A list for an app with several origins, such as preview deployments: the first is the main one, the request's `Host` picks
   * one, any other is refused. In entries after the first a `*` may stand for a part of a label
   * (`https://app-*.preview.example.com`); every host it matches must be yours. Or a function that reads the origin from the
   * request, a forwarded header for example; see `allowedBaseUrls`.
   */
  readonly baseUrl: string | readonly string[] | ((source: HasHeaders) => string)
  /**
   * What a function `baseUrl` may answer, as in a list; anything else is refused. The first without a `*` is the main one.
   *
   * @default none: required with a function
   */
  readonly allowedBaseUrls?: readonly string[]
  /**
   * Path under which the SDK answers.
   *
   * @default '/auth'
   */
  readonly basePath?: string
  /**
   * Path of the app's own page that asks for the e-mail address. People without a session go there instead of the built-in
   * page: with `return_to`, and with `error` (`email_invalid` or `email_unknown`) and `email` when what they typed was wrong.
   *
   * @default the built-in page
   */
  readonly signInPage?: string
  /**
   * Path of the app's own password form, for addresses no connection serves: people go there with `email` and `return_to`.
   *
   * @default none: such an address cannot sign in
   */
  readonly passwordPage?: string
  /**
   * At least 32 characters each. The first seals cookies and the secrets of connections in the store, all open them: to rotate, put
   * a new one in front.
   */
  readonly secrets: readonly string[]
  /**
   * An identity service as the default connection: everyone without a connection of their own signs in there.
   *
   * @default none
   */
  readonly identityService?: IdentityServiceOptions
  /**
   * Connections known at start.
   *
   * @default []
   */
  readonly connections?: readonly ConnectionOptions[]
  /**
   * Where everything is kept that must survive a restart: organizations and their connections, users, pending logins, events.
   *
   * @default memoryStore(), with a warning when the main `baseUrl` is https
   */
  readonly store?: Store
  /**
   * How long a session lives, and the name of its cookie.
   *
   * @default {}
   */
  readonly session?: SessionOptions
  /**
   * Where people may be sent after signing out, beyond our own origin.
   *
   * @default {}
   */
  readonly logout?: LogoutOptions
  /**
   * Your say about everybody who is about to come in: nothing (go on), `{ change }` or `{ refuse: 'why' }`. An error refuses too.
   *
   * @default none: whoever the connection's `provisioning` lets in comes in
   */
  readonly onSignIn?: OnSignIn
  /**
   * Who is asked whether a domain belongs to an organization.
   *
   * @default {}
   */
  readonly dns?: DnsOptions
  /**
   * How SCIM clients are answered.
   *
   * @default {}
   */
  readonly scim?: ScimOptions
  /**
   * How webhooks are sent.
   *
   * @default {}
   */
  readonly webhooks?: WebhookOptions
  /**
   * Verified domains kept in memory at most, so that an address finds its connection without a query. With more of them the store
   * is asked; 0 keeps none.
   *
   * @default 1000000
   */
  readonly maxDomainsInMemory?: number
  /**
   * Your product's name on the built-in pages.
   *
   * @default the host of the main `baseUrl`
   */
  readonly productName?: string
  /**
   * Takes what happens.
   *
   * @default warnings and errors to `console`, one JSON line each
   */
  readonly log?: Log
  /**
   * The clock. For tests.
   *
   * @default () => new Date()
   */
  readonly now?: () => Date
  /**
   * Makes the requests to identity providers. Yours replaces the guarded one: it must follow no redirects and keep
   * addresses of your own network out of reach.
   *
   * @default a fetch that follows no redirect, refuses private addresses, stops after 5 s or 1 MiB
   */
  readonly fetch?: typeof globalThis.fetch
}

/** How long a session lives, and the name of its cookie. */
export interface SessionOptions {
  /**
   * A session unused for this long is over.
   *
   * @default 86400 (a day)
   */
  readonly idleSeconds?: number
  /**
   * A session ends after this, used or not.
   *
   * @default 604800 (a week)
   */
  readonly absoluteSeconds?: number
  /**
   * Name of the session cookie. On https `__Host-` is put in front, on http (loopback) the port behind.
   *
   * @default 'launchpad'
   */
  readonly cookieName?: string
  /**
   * Keeps the identity provider's access and refresh tokens, sealed in the store, for `auth.sessions.getAccessToken`. Of OpenID Connect; for a
   * refresh token most providers want the scope `offline_access`.
   *
   * @default false
   */
  readonly keepTokens?: boolean
}

/** Where people may be sent after signing out, beyond our own origin. */
export interface LogoutOptions {
  /**
   * Absolute URLs for `forward` and `return_to` of `/logout`: an origin (`https://portal.example.com`) for every page there, or a URL with a
   * path for that one page, whatever its query.
   *
   * @default []: only paths of our own
   */
  readonly forwardTo?: readonly string[]
}

/** How SCIM clients are answered. */
export interface ScimOptions {
  /**
   * Requests each token may make in a minute, at each instance; beyond that 429.
   *
   * @default 6000
   */
  readonly requestsPerMinute?: number
  /**
   * Attributes of your own, beside those of RFC 7643.
   *
   * @default []
   */
  readonly extensions?: readonly ScimExtension[]
}

/** How webhooks are sent. */
export interface WebhookOptions {
  /**
   * Milliseconds an endpoint may take to answer, 100 to 60000.
   *
   * @default 10000
   */
  readonly timeoutMs?: number
  /**
   * Lets endpoints have private and loopback addresses, by plain http too: whoever sets an endpoint's URL can then make this process call
   * services inside your network. For development.
   *
   * @default false
   */
  readonly insecureAllowPrivateNetwork?: boolean
}

/** Who is asked whether a domain belongs to an organization. */
export interface DnsOptions {
  /**
   * IP addresses of name servers, each with a port if it is not 53: `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`.
   *
   * @default those of the machine
   */
  readonly servers?: readonly string[]
  /**
   * Milliseconds one question may take, 100 to 60000.
   *
   * @default 5000
   */
  readonly timeoutMs?: number
}

/** A customer that is not in the store. */
export type OrganizationOptions = Pick<Organization, 'id' | 'name' | 'supportContact'>

/** The identity service that signs in everyone without a connection of their own. */
export interface IdentityServiceOptions {
  /** Issuer URL of the identity service (OpenID Connect). */
  readonly issuer: string
  /**
   * Our name there.
   *
   * @default the origin of the main `baseUrl`
   */
  readonly clientId?: string
  /**
   * Our secret there; without one we are a public client, and the code is protected by PKCE alone.
   *
   * @default none
   */
  readonly clientSecret?: string
  /**
   * The secret, `whsec_…`, with which the service signs the events it sends to `POST {basePath}/events`. When it switches somebody off,
   * they are switched off here.
   *
   * @default none: no events are accepted
   */
  readonly eventsSecret?: string
  /**
   * What people call it.
   *
   * @default 'Launchpad'
   */
  readonly name?: string
  /**
   * Signing out here signs out there too. A form or link may say otherwise: `single_logout`.
   *
   * @default false
   */
  readonly singleLogout?: boolean
  /**
   * The organization of people for whom the service sends no `org_id` claim.
   *
   * @default { id: 'default', name: productName }
   */
  readonly organization?: OrganizationOptions
}

/** What every connection takes, whichever protocol it speaks. */
interface ConnectionOptionsBase {
  /** Lower-case letters, digits and hyphens; part of URLs. */
  readonly id: string
  /**
   * What the picker calls it.
   *
   * @default the organization's name
   */
  readonly name?: string
  /** The customer whose people sign in by this connection. */
  readonly organization: OrganizationOptions
  /**
   * E-mail domains of the organization. The connection is found by them and may vouch for no other address. You promise
   * that the organization owns them. Required unless `insecureAllowAnyDomain`.
   *
   * @default []
   */
  readonly domains?: readonly string[]
  /**
   * An inactive connection is known and signs nobody in.
   *
   * @default 'active'
   */
  readonly status?: 'active' | 'inactive'
  /**
   * Knows the identity provider's habits.
   *
   * @default 'custom'
   */
  readonly preset?: Preset
  /**
   * Attribute (SAML) or claim (OIDC) names, tried before the preset's; `subject` takes the place of the preset's.
   *
   * @default {}
   */
  readonly attributes?: Partial<AttributeMapping>
  /**
   * Who may come in, and which user that is. The mode `scim` is for connections in the store only.
   *
   * @default { mode: 'jit', matchBy: 'email', caseSensitive: false }
   */
  readonly provisioning?: Partial<ProvisioningPolicy>
  /**
   * What to do when Entra ID sends a link instead of the groups, because they are too many.
   *
   * @default 'refuse'
   */
  readonly groupOverage?: GroupOverage
  /**
   * Signing out here signs out at the identity provider too, as far as it offers that. A form or link may say otherwise: `single_logout`.
   *
   * @default false
   */
  readonly singleLogout?: boolean
  /**
   * For identity providers that know neither SAML nor OpenID Connect logout, and take the browser's next address in `forward`, such as
   * fluig (`https://customer.example/cloudpass/login/logout`).
   *
   * @default none
   */
  readonly redirectLogoutUrl?: string
  /**
   * Where the identity provider tells of sessions and accounts that are over: Shared Signals (CAEP, RISC), Okta Universal Logout.
   *
   * @default none
   */
  readonly signals?: SignalsOptions
  /**
   * Seconds our clock may differ from theirs, 0 to 180.
   *
   * @default 60
   */
  readonly clockSkewSeconds?: number
  /**
   * Lets the connection vouch for any address: whoever runs this IdP can then sign in as anybody.
   *
   * @default false
   */
  readonly insecureAllowAnyDomain?: boolean
}

/**
 * A transmitter of Shared Signals, or of Global Token Revocation.
 *
 * @see OpenID Shared Signals Framework 1.0; draft-parecki-oauth-global-token-revocation
 */
export interface SignalsOptions {
  /** `iss` of its tokens. */
  readonly issuer: string
  /**
   * Its keys.
   *
   * @default `jwks_uri` of the issuer's `/.well-known/ssf-configuration`, else of its `/.well-known/openid-configuration`
   */
  readonly jwksUri?: string
  /**
   * `aud` of its Security Event Tokens.
   *
   * @default the URL of our receiver for this connection
   */
  readonly audience?: string
  /**
   * What its pushes carry as `Authorization`, letter for letter.
   *
   * @default none: the signature alone proves them
   */
  readonly authorization?: string
  /**
   * Where to ask for events (RFC 8936).
   *
   * @default none: it pushes
   */
  readonly pollUrl?: string
  /**
   * Bearer token of its polling and of its stream management.
   *
   * @default none
   */
  readonly accessToken?: string
}

/** A SAML 2.0 identity provider. Give `metadata`, `metadataUrl`, or the three values by hand. */
export interface SamlConnectionOptions extends ConnectionOptionsBase {
  /** Says that the connection speaks SAML 2.0. */
  readonly type: 'saml'
  /**
   * The IdP's metadata document, XML.
   *
   * @default none
   */
  readonly metadata?: string
  /**
   * Where the IdP publishes its metadata: fetched at first use, then refreshed daily; a failure keeps what is known.
   *
   * @default none
   */
  readonly metadataUrl?: string
  /**
   * The IdP's entity ID; picks one of several in `metadata`.
   *
   * @default what the metadata says, else the preset's
   */
  readonly idpEntityId?: string
  /**
   * The IdP's single sign-on URL.
   *
   * @default what the metadata says
   */
  readonly ssoUrl?: string
  /**
   * How requests travel.
   *
   * @default what the metadata offers, 'redirect' first
   */
  readonly ssoBinding?: 'redirect' | 'post'
  /**
   * The IdP's single logout URL. Needs `signingKey`: a logout message that is not signed is no proof.
   *
   * @default what the metadata says, else none
   */
  readonly sloUrl?: string
  /**
   * Where the IdP takes our LogoutResponse, if elsewhere.
   *
   * @default what the metadata says, else `sloUrl`
   */
  readonly sloResponseUrl?: string
  /**
   * How logout messages travel.
   *
   * @default what the metadata offers, 'redirect' first
   */
  readonly sloBinding?: 'redirect' | 'post'
  /**
   * The IdP's signing certificates, PEM or bare base64; added to those of the metadata.
   *
   * @default []
   */
  readonly certificates?: readonly string[]
  /**
   * Our entity ID.
   *
   * @default the URL of our metadata for this connection
   */
  readonly spEntityId?: string
  /**
   * NameID format to ask for; null asks for none.
   *
   * @default the preset's, else null
   */
  readonly nameIdFormat?: string | null
  /**
   * Ask the IdP to check the person at every sign-in.
   *
   * @default false
   */
  readonly forceAuthn?: boolean
  /**
   * Query parameter in which the IdP takes the e-mail address the person typed, so that nobody types it twice: `login_hint`
   * for Entra and our identity service, `username` for AD FS. Redirect binding only.
   *
   * @default the preset's, else null
   */
  readonly loginHintParameter?: string | null
  /**
   * Way of authentication to ask for: `classRefs`, and a `comparison` that is 'exact' unless you say otherwise.
   *
   * @default none
   */
  readonly authnContext?: Partial<SamlConnection['authnContext']>
  /**
   * Signs our requests; its certificate is in our metadata.
   *
   * @default none
   */
  readonly signingKey?: SamlKeyPair
  /**
   * Certificate published beside the one that signs, for a rollover. PEM.
   *
   * @default none
   */
  readonly nextSigningCertificate?: string
  /**
   * Opens encrypted assertions; several while a rollover lasts, the new one first.
   *
   * @default []
   */
  readonly decryptionKeys?: readonly SamlKeyPair[]
  /**
   * What to do with a response nobody asked for. With `accept` nothing proves that this browser started the sign-in: somebody
   * can be signed in as somebody else without noticing.
   *
   * @default 'convert'
   */
  readonly unsolicited?: UnsolicitedPolicy
  /**
   * Takes SHA-1 signatures, for old IdPs that know nothing else: someone with money can forge one, and with it sign in as
   * anybody the connection vouches for.
   *
   * @default false
   */
  readonly insecureAllowSha1?: boolean
}

/** An OpenID provider. */
export interface OidcConnectionOptions extends ConnectionOptionsBase {
  /** Says that the connection speaks OpenID Connect. */
  readonly type: 'oidc'
  /** The provider's issuer URL, letter for letter as its discovery document says it. */
  readonly issuer: string
  /** Our name at the provider. */
  readonly clientId: string
  /**
   * Short for `clientAuthentication: { method: 'client_secret_basic', clientSecret }`.
   *
   * @default none
   */
  readonly clientSecret?: string
  /**
   * How we prove to the token endpoint who we are.
   *
   * @default client_secret_basic with `clientSecret`, else none
   */
  readonly clientAuthentication?: ClientAuthentication
  /**
   * What we ask for; must include `openid`.
   *
   * @default ['openid', 'email', 'profile']
   */
  readonly scopes?: readonly string[]
  /**
   * More parameters of the authorization request, such as `hd` or `domain_hint`.
   *
   * @default {}
   */
  readonly authorizationParameters?: Readonly<Record<string, string>>
  /**
   * Pushed authorization requests (PAR): `auto` when the provider requires them, `always` for every sign-in.
   *
   * @default 'auto'
   */
  readonly par?: 'auto' | 'always'
  /**
   * Sent as `prompt`: `login` asks for the password again, `select_account` for the account; null sends none.
   *
   * @default null
   */
  readonly prompt?: string | null
  /**
   * Lets this connection reach private, loopback and link-local addresses, also by plain http (which reaches no others):
   * whoever controls the IdP's metadata can then make this process call services inside your network.
   *
   * @default false
   */
  readonly insecureAllowPrivateNetwork?: boolean
}

export type ConnectionOptions = SamlConnectionOptions | OidcConnectionOptions
