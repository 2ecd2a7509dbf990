import type { Jwk } from '../keys/signing-keys.ts'

interface ApplicationBase {
  /** Part of URLs. */
  readonly id: string
  readonly name: string
  readonly description: string | null
  /** Ids of the organizations whose people may enter; null: everyone. */
  readonly organizations: readonly string[] | null
  /** Where a sign-in that starts here enters the application: OIDC third-party-initiated login, for SAML too. */
  readonly launchUrl: URL | null
  /** Where the application is told that somebody was switched off; null: nowhere. */
  readonly events: { readonly url: string; readonly secret: string } | null
}

/** A SAML service provider. */
export interface SamlApplication extends ApplicationBase {
  readonly type: 'saml'
  readonly entityId: string
  /** The only place an assertion for this application is ever sent to. */
  readonly acsUrl: string
  /** PEM. When there is one, AuthnRequests must be signed by one of them. */
  readonly certificates: readonly string[]
}

/** How a client proves to the token endpoint who it is. */
export type TokenEndpointAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'

/** An OpenID Connect client. */
export interface OidcApplication extends ApplicationBase {
  readonly type: 'oidc'
  readonly clientId: string
  readonly clientSecret: string | null
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  /** Where the application is told that somebody has signed out here; null: nowhere. */
  readonly backchannelLogoutUri: string | null
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod
  /** Public keys of a client that authenticates with `private_key_jwt`. */
  readonly jwks: { readonly keys: readonly Jwk[] } | null
}

/** Something people sign in to from here. */
export type Application = SamlApplication | OidcApplication
