/**
 * One row per failure that a caller may have to tell apart. `status` is the HTTP status of the answer; `say` is what a
 * browser may see, in English (`pages/locales` holds the other languages).
 */
const table = {
  CONFIG_INVALID: { status: 500, say: 'Sign-in is not set up correctly.' },

  REQUEST_INVALID: { status: 400, say: 'The request could not be understood.' },
  REQUEST_TOO_LARGE: { status: 413, say: 'The request is too large.' },
  ROUTE_NOT_FOUND: { status: 404, say: 'There is nothing at this address.' },
  METHOD_NOT_ALLOWED: { status: 405, say: 'This address does not answer that kind of request.' },
  HOST_NOT_ALLOWED: { status: 421, say: 'Sign-in is not set up for this host name.' },
  ORIGIN_MISMATCH: { status: 403, say: 'The request came from another site.' },
  RATE_LIMITED: { status: 429, say: 'Too many requests. Please wait a moment.' },

  CONNECTION_NOT_FOUND: { status: 404, say: 'Single sign-on is not set up for this address.' },
  CONNECTION_INACTIVE: { status: 403, say: 'Single sign-on for this organization is switched off.' },
  CONNECTION_INVALID: { status: 400, say: 'The settings of the connection are not valid.' },
  CONNECTION_CONFLICT: { status: 409, say: 'The connection does not allow this right now.' },

  ORGANIZATION_NOT_FOUND: { status: 404, say: 'There is no such organization.' },
  ORGANIZATION_CONFLICT: { status: 409, say: 'The organization does not allow this.' },
  ORGANIZATION_SETTING_INHERITED: { status: 409, say: 'Only the main organization can change this.' },
  DOMAIN_NOT_FOUND: { status: 404, say: 'The organization has no such domain.' },
  DOMAIN_INVALID: { status: 400, say: 'This is not a domain an organization can have.' },
  DOMAIN_CONFLICT: { status: 409, say: 'The domain is taken.' },
  GROUP_NOT_FOUND: { status: 404, say: 'There is no such group.' },
  GROUP_CONFLICT: { status: 409, say: 'There is a group of that name already.' },
  ROLE_INVALID: { status: 400, say: 'This role cannot be given there.' },
  WRITE_CONFLICT: { status: 409, say: 'Somebody else changed this at the same time. Please try again.' },

  LOGIN_EXPIRED: { status: 400, say: 'This sign-in took too long or was already used. Please start again.' },
  LOGIN_BROWSER_MISMATCH: { status: 403, say: 'This sign-in was started in another browser. Please start again.' },
  LOGIN_CONNECTION_MISMATCH: { status: 403, say: 'The reply came from another identity provider. Please start again.' },
  LOGIN_DOMAIN_MISMATCH: { status: 403, say: 'This account does not belong to the organization.' },
  LOGIN_EMAIL_UNVERIFIED: { status: 403, say: 'The identity provider has not verified your e-mail address.' },
  LOGIN_REFUSED: { status: 403, say: 'The identity provider did not sign you in.' },
  LOGIN_REPLAYED: { status: 403, say: 'This sign-in was already used. Please start again.' },
  LOGIN_UNSOLICITED: { status: 403, say: 'Sign-in has to be started from this application.' },

  SAML_RESPONSE_INVALID: { status: 400, say: 'The reply of the identity provider could not be verified.' },
  SAML_STATUS_NOT_SUCCESS: { status: 403, say: 'The identity provider did not sign you in.' },
  SAML_ISSUER_MISMATCH: { status: 403, say: 'The reply came from another identity provider.' },
  SAML_DESTINATION_MISMATCH: { status: 403, say: 'The reply was meant for another application.' },
  SAML_AUDIENCE_MISMATCH: { status: 403, say: 'The reply was meant for another application.' },
  SAML_RECIPIENT_MISMATCH: { status: 403, say: 'The reply was meant for another application.' },
  SAML_SUBJECT_INVALID: { status: 403, say: 'The identity provider did not say who you are.' },
  SAML_TIME_INVALID: { status: 403, say: 'The reply of the identity provider is too old or not valid yet.' },
  SAML_IN_RESPONSE_TO_MISMATCH: { status: 403, say: 'The reply does not belong to this sign-in. Please start again.' },
  SAML_ASSERTION_UNACCEPTABLE: { status: 403, say: 'The reply of the identity provider is not acceptable.' },
  SAML_METADATA_INVALID: { status: 400, say: 'The metadata of the identity provider could not be read.' },

  SAML_METADATA_UNAVAILABLE: { status: 502, say: 'The identity provider cannot be reached right now.' },

  OIDC_DISCOVERY_FAILED: { status: 502, say: 'The identity provider cannot be reached right now.' },
  OIDC_RESPONSE_INVALID: { status: 400, say: 'The reply of the identity provider could not be verified.' },
  OIDC_EXCHANGE_FAILED: { status: 502, say: 'The identity provider could not complete the sign-in.' },
  OIDC_ID_TOKEN_INVALID: { status: 403, say: 'The reply of the identity provider could not be verified.' },
  OIDC_USERINFO_FAILED: { status: 502, say: 'The identity provider did not say who you are.' },

  OIDC_LOGOUT_TOKEN_INVALID: { status: 400, say: 'The sign-out message could not be verified.' },
  OIDC_REFRESH_FAILED: { status: 502, say: 'The identity provider could not renew your access.' },
  OIDC_REFRESH_REFUSED: { status: 401, say: 'The identity provider has ended your access. Please sign in again.' },

  SAML_LOGOUT_INVALID: { status: 400, say: 'The sign-out message could not be verified.' },
  LOGOUT_EXPIRED: { status: 400, say: 'This sign-out took too long or was already finished.' },
  SIGNAL_INVALID: { status: 400, say: 'The security event could not be verified.' },
  SIGNAL_UNAUTHORIZED: { status: 401, say: 'The sender is not known here.' },
  SIGNALS_UNAVAILABLE: { status: 502, say: 'The sender of security events cannot be reached right now.' },

  LOGIN_TOO_OLD: { status: 403, say: 'Your organization asks for a more recent sign-in.' },
  LOGIN_CONTEXT_INSUFFICIENT: { status: 403, say: 'Your organization asks for a stronger sign-in.' },
  LOGIN_GROUPS_INCOMPLETE: { status: 403, say: 'The identity provider did not send all of your groups.' },
  LOGIN_NOT_ALLOWED: { status: 403, say: 'You cannot sign in here.' },

  USER_NOT_FOUND: { status: 404, say: 'There is no such user.' },
  USER_PENDING: { status: 403, say: 'Your account has not been accepted yet.' },
  USER_NOT_PROVISIONED: { status: 403, say: 'You do not have an account here yet.' },
  USER_CONFLICT: { status: 403, say: 'Your account here belongs to another identity.' },
  USER_INACTIVE: { status: 403, say: 'Your account is switched off.' },
  ROLE_MISSING: { status: 403, say: 'You do not have the role that this needs.' },

  SCIM_UNAUTHORIZED: { status: 401, say: 'The token is not valid.' },
  SCIM_FORBIDDEN: { status: 403, say: 'The token does not allow this.' },
  SCIM_NOT_FOUND: { status: 404, say: 'There is no such resource.' },
  SCIM_SYNTAX_INVALID: { status: 400, say: 'The request could not be understood.' },
  SCIM_FILTER_INVALID: { status: 400, say: 'The filter could not be understood.' },
  SCIM_PATH_INVALID: { status: 400, say: 'The path could not be understood.' },
  SCIM_VALUE_INVALID: { status: 400, say: 'A value is missing or of the wrong kind.' },
  SCIM_NO_TARGET: { status: 400, say: 'The path leads to nothing.' },
  SCIM_MUTABILITY: { status: 400, say: 'This attribute cannot be changed.' },
  SCIM_CONFLICT: { status: 409, say: 'Another resource has this value already.' },
  SCIM_PRECONDITION_FAILED: { status: 412, say: 'The resource was changed in the meantime.' },
  SCIM_CURSOR_INVALID: { status: 400, say: 'The cursor is not valid.' },
  SCIM_COUNT_INVALID: { status: 400, say: 'The count is not valid.' },
  SCIM_TOO_MANY: { status: 400, say: 'The request asks for too much at once.' },
  SCIM_NOT_IMPLEMENTED: { status: 501, say: 'This is not supported.' },
  SCIM_TOKEN_NOT_FOUND: { status: 404, say: 'The connection has no such token.' },
  WEBHOOK_NOT_FOUND: { status: 404, say: 'There is no such webhook.' },
  WEBHOOK_INVALID: { status: 400, say: 'The settings of the webhook are not valid.' },
  WEBHOOK_UNDELIVERED: { status: 502, say: 'The webhook could not be delivered.' },
  WEBHOOK_SIGNATURE_INVALID: { status: 401, say: 'The signature could not be verified.' },

  SESSION_REQUIRED: { status: 401, say: 'Please sign in.' },
  SESSION_NOT_FOUND: { status: 404, say: 'There is no such session.' },
  REAUTHENTICATION_REQUIRED: { status: 401, say: 'Please confirm that it is you.' },
  SESSION_TOO_LARGE: { status: 500, say: 'Your session is too large for a cookie.' },

  STORE_UNAVAILABLE: { status: 503, say: 'Sign-in is not available right now. Please try again in a moment.' },
  INTERNAL: { status: 500, say: 'Something went wrong.' },
} as const

/** Every code an {@link AuthError} can carry. A code is forever; its words may change. */
export type AuthErrorCode = keyof typeof table

/** All codes, for tables and exhaustive dictionaries. */
export const authErrorCodes: readonly AuthErrorCode[] = Object.freeze(Object.keys(table) as AuthErrorCode[])

/** Which login, connection and organization a failure belongs to. */
export interface FailureContext {
  readonly loginId?: string
  readonly connectionId?: string
  readonly organizationId?: string
  /** Where the person wanted to go; a path on our own origin. */
  readonly returnTo?: string
}

/** The one error of the SDK. Switch over `code`; show `say`; log `message`. */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode
  /** HTTP status of the answer. */
  readonly status: number
  /** Safe to show to the person signing in, in English. */
  readonly say: string
  /** What exactly was wrong: expected and actual. For logs and developers only; it never reaches a browser. */
  readonly detail: string

  /** Where it happened, as far as is known. */
  readonly context: FailureContext

  constructor(code: AuthErrorCode, detail: string, options?: ErrorOptions & { readonly context?: FailureContext }) {
    super(`${code}: ${detail}`, options)
    this.code = code
    this.context = options?.context ?? {}
    const { status, say }: { readonly status: number; readonly say: string } = table[code]
    this.status = status
    this.say = say
    this.detail = detail
  }
}
