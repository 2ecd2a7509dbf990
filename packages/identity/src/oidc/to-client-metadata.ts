import type { ClientMetadata, JWK, SigningAlgorithm } from 'oidc-provider'
import type { OidcApplication } from '../applications/application.ts'

/** An application as oidc-provider knows it. @see OpenID Connect Dynamic Client Registration 1.0, section 2 */
export function toClientMetadata(application: OidcApplication, idTokenAlgorithm: SigningAlgorithm): ClientMetadata {
  const { clientSecret, jwks, backchannelLogoutUri } = application
  return {
    client_id: application.clientId,
    client_name: application.name,
    ...(clientSecret !== null && application.tokenEndpointAuthMethod.startsWith('client_secret')
      ? { client_secret: clientSecret }
      : {}),
    ...(jwks === null ? {} : { jwks: { keys: [...jwks.keys] as JWK[] } }),
    token_endpoint_auth_method: application.tokenEndpointAuthMethod,
    redirect_uris: [...application.redirectUris],
    post_logout_redirect_uris: [...application.postLogoutRedirectUris],
    // With `sid`, in ID tokens too: without one, a sign-out in one browser would be one in all.
    ...(backchannelLogoutUri === null
      ? {}
      : { backchannel_logout_uri: backchannelLogoutUri, backchannel_logout_session_required: true }),
    // Custom schemes are for native applications; RFC 8252, section 7.1.
    application_type: application.redirectUris.every((uri) => /^https?:/i.test(uri)) ? 'web' : 'native',
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    id_token_signed_response_alg: idTokenAlgorithm,
    require_auth_time: true,
  }
}
