import type {
  AttributeMapping,
  ClientAuthentication,
  Preset,
  SamlConnection,
  SamlKeyPair,
  UnsolicitedPolicy,
} from '../model/connection.ts'
import type { Organization } from '../model/organization.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

/** What `createAuth` takes. */
export interface AuthOptions {
  /**
   * Where the app is reached from outside, for example `https://app.example.com`. The only source of our own origin: no
   * `Host` and no forwarded header is believed. Plain http only on loopback.
   */
  readonly baseUrl: string
  /**
   * Path under which the SDK answers.
   *
   * @default '/auth'
   */
  readonly basePath?: string
  /** At least 32 characters each. The first seals cookies, all open them: to rotate, put a new one in front. */
  readonly secrets: readonly string[]
  /** An identity service as the default connection: everyone without a connection of their own signs in there. */
  readonly identityService?: IdentityServiceOptions
  /**
   * Connections known at start.
   *
   * @default []
   */
  readonly connections?: readonly ConnectionOptions[]
  /**
   * Where pending logins and users are kept.
   *
   * @default memoryStore(), with a warning when `baseUrl` is https
   */
  readonly store?: Store
  /** How long a session lives. */
  readonly session?: SessionOptions
  /**
   * Your product's name on the built-in pages.
   *
   * @default the host of `baseUrl`
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
}

export interface IdentityServiceOptions {
  /** Issuer URL of the identity service (OpenID Connect). */
  readonly issuer: string
  /**
   * Our name there.
   *
   * @default the origin of `baseUrl`
   */
  readonly clientId?: string
  /** Leave out for a public client; the code is then protected by PKCE alone. */
  readonly clientSecret?: string
  /**
   * What people call it.
   *
   * @default 'Launchpad'
   */
  readonly name?: string
  /**
   * The organization of people for whom the service sends no `org_id` claim.
   *
   * @default { id: 'default', name: productName }
   */
  readonly organization?: Organization
}

interface ConnectionOptionsBase {
  /** Lower-case letters, digits and hyphens; part of URLs. */
  readonly id: string
  /**
   * What the picker calls it.
   *
   * @default the organization's name
   */
  readonly name?: string
  readonly organization: Organization
  /**
   * E-mail domains of the organization. The connection is found by them and may vouch for no other address. You promise
   * that the organization owns them.
   */
  readonly domains?: readonly string[]
  /** @default 'active' */
  readonly status?: 'active' | 'inactive'
  /**
   * Knows the identity provider's habits.
   *
   * @default 'custom'
   */
  readonly preset?: Preset
  /**
   * Attribute (SAML) or claim (OIDC) names, tried before the preset's.
   *
   * @default {}
   */
  readonly attributes?: Partial<AttributeMapping>
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

/** A SAML 2.0 identity provider. Give `metadata`, `metadataUrl`, or the three values by hand. */
export interface SamlConnectionOptions extends ConnectionOptionsBase {
  readonly type: 'saml'
  /** The IdP's metadata document, XML. */
  readonly metadata?: string
  /** Where the IdP publishes its metadata: fetched at first use, then refreshed daily; a failure keeps what is known. */
  readonly metadataUrl?: string
  /** The IdP's entity ID; picks one of several in `metadata`. */
  readonly idpEntityId?: string
  /** The IdP's single sign-on URL. */
  readonly ssoUrl?: string
  /**
   * How requests travel.
   *
   * @default what the metadata offers, 'redirect' first
   */
  readonly ssoBinding?: 'redirect' | 'post'
  /** PEM or bare base64; added to those of the metadata. */
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
   * AuthnContext to ask for.
   *
   * @default none
   */
  readonly authnContext?: Partial<SamlConnection['authnContext']>
  /** Signs our requests. */
  readonly signingKey?: SamlKeyPair
  /** Published beside the signing certificate, for a rollover. PEM. */
  readonly nextSigningCertificate?: string
  /** Opens encrypted assertions. */
  readonly decryptionKeys?: readonly SamlKeyPair[]
  /**
   * What to do with a response nobody asked for.
   *
   * @default 'convert'
   */
  readonly unsolicited?: UnsolicitedPolicy
  /** @default false */
  readonly insecureAllowSha1?: boolean
}

/** An OpenID provider. */
export interface OidcConnectionOptions extends ConnectionOptionsBase {
  readonly type: 'oidc'
  readonly issuer: string
  readonly clientId: string
  /** Short for `clientAuthentication: { method: 'client_secret_basic', clientSecret }`. */
  readonly clientSecret?: string
  /**
   * How we prove to the token endpoint who we are.
   *
   * @default client_secret_basic with `clientSecret`, else none
   */
  readonly clientAuthentication?: ClientAuthentication
  /** @default ['openid', 'email', 'profile'] */
  readonly scopes?: readonly string[]
  /** @default {} */
  readonly authorizationParameters?: Readonly<Record<string, string>>
  /** @default 'auto' */
  readonly par?: 'auto' | 'always'
  /** @default null */
  readonly prompt?: string | null
  /** @default false */
  readonly insecureAllowPrivateNetwork?: boolean
}

export type ConnectionOptions = SamlConnectionOptions | OidcConnectionOptions
