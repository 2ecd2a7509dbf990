import type { TokenEndpointAuthMethod } from '../applications/application.ts'
import type { Log } from '../log/log.ts'
import type { Jwk, SigningKeys } from '../keys/signing-keys.ts'

/** What `createIdentityService` takes. */
export interface IdentityOptions extends Seed {
  /**
   * Where the service is reached from outside, for example `https://id.example.com`: an origin, without a path. The only
   * source of our own address: no `Host` and no forwarded header is believed. Plain http only on loopback.
   */
  readonly issuer: string
  /**
   * At least 32 characters each. The first seals cookies, all open them: to rotate, put a new one in front.
   *
   * @default a random one: everyone is signed out when the process ends
   */
  readonly secrets?: readonly string[]
  /**
   * What to sign with.
   *
   * @default new RSA keys: applications have to read metadata and JWK set again after a restart
   */
  readonly signingKeys?: SigningKeys
  /**
   * A person is asked for the password again after this.
   *
   * @default 36000 (ten hours)
   */
  readonly sessionSeconds?: number
  /**
   * Takes what happens.
   *
   * @default warnings and errors to the standard error output, one JSON line each
   */
  readonly log?: Log
  /**
   * The clock. For tests.
   *
   * @default () => new Date()
   */
  readonly now?: () => Date
}

/** What the service knows when it starts; also the form of a seed file, in JSON. */
export interface Seed {
  readonly organizations: readonly OrganizationOptions[]
  readonly users: readonly UserOptions[]
  /** @default [] */
  readonly applications?: readonly ApplicationOptions[]
}

/** A customer. */
export interface OrganizationOptions {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string
  /** What people call it. */
  readonly name: string
  /**
   * E-mail domains of its people. WebFinger answers for them.
   *
   * @default []
   */
  readonly domains?: readonly string[]
}

/** A person. */
export interface UserOptions {
  /** Signs in with this or with the e-mail address, in any case. */
  readonly username: string
  readonly email: string
  readonly name: string
  /** Hashed at once; the service keeps no password. */
  readonly password: string
  /** Id of one of the organizations. */
  readonly organization: string
  /** @default [] */
  readonly groups?: readonly string[]
  /**
   * The `sub` claim.
   *
   * @default derived from the user name, so that it survives a restart
   */
  readonly id?: string
  /** @default the first word of the name */
  readonly firstName?: string
  /** @default the other words of the name */
  readonly lastName?: string
}

interface ApplicationOptionsBase {
  /** Lower-case letters, digits and hyphens; part of URLs. */
  readonly id: string
  readonly name: string
  /** @default null */
  readonly description?: string
  /**
   * Ids of the organizations whose people see the application and may enter it.
   *
   * @default everyone
   */
  readonly organizations?: readonly string[]
  /**
   * Where the Launchpad opens the application: an address there that starts a login (`/auth/launch/{connection}` with
   * our SDK). It is called with `iss`, which for a SAML application is our entity ID, and `login_hint`.
   *
   * @default for SAML an unsolicited response to the ACS; OIDC applications without it have no tile
   * @see OpenID Connect Core 1.0, section 4
   */
  readonly launchUrl?: string
  /**
   * Where the application is told that somebody was switched off, on or removed: with our SDK `{baseUrl}/auth/events`. https; plain http
   * on loopback only.
   *
   * @default it is not told
   */
  readonly eventsUrl?: string
  /** Signs what is sent there: `whsec_` and 24 to 64 bytes in base64; with our SDK the same as `identityService.eventsSecret`. */
  readonly eventsSecret?: string
}

/** A SAML 2.0 service provider. */
export interface SamlApplicationOptions extends ApplicationOptionsBase {
  readonly type: 'saml'
  readonly saml: {
    readonly entityId: string
    /** Assertion consumer service, HTTP-POST binding. No assertion goes anywhere else. */
    readonly acsUrl: string
    /**
     * PEM. When given, AuthnRequests must be signed by one of them.
     *
     * @default []
     */
    readonly certificates?: readonly string[]
  }
}

/** An OpenID Connect client. */
export interface OidcApplicationOptions extends ApplicationOptionsBase {
  readonly type: 'oidc'
  readonly oidc: {
    readonly clientId: string
    readonly clientSecret?: string
    readonly redirectUris: readonly string[]
    /** @default [] */
    readonly postLogoutRedirectUris?: readonly string[]
    /** Where the application is told that somebody has signed out here. @see OpenID Connect Back-Channel Logout 1.0 */
    readonly backchannelLogoutUri?: string
    /** @default client_secret_basic with `clientSecret`, private_key_jwt with `jwks`, else none */
    readonly tokenEndpointAuthMethod?: TokenEndpointAuthMethod
    /** Public keys for private_key_jwt. */
    readonly jwks?: { readonly keys: readonly Jwk[] }
  }
}

export type ApplicationOptions = SamlApplicationOptions | OidcApplicationOptions
