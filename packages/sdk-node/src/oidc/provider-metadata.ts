/** What we use of an identity provider's metadata, under the names the standards give it. */
export interface ProviderMetadata {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly jwks_uri: string
  readonly userinfo_endpoint?: string
  readonly pushed_authorization_request_endpoint?: string
  readonly end_session_endpoint?: string
  readonly require_pushed_authorization_requests?: boolean
  readonly authorization_response_iss_parameter_supported?: boolean
  readonly id_token_signing_alg_values_supported?: string[]
}
