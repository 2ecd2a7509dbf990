/** Every code an {@link IdentityError} can carry. A code is forever; its words may change. */
export type IdentityErrorCode =
  | 'CONFIG_INVALID'
  | 'REQUEST_INVALID'
  | 'REQUEST_TOO_LARGE'
  | 'ROUTE_NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  /** The form did not come from our own page. */
  | 'ORIGIN_MISMATCH'
  /** The reference to a sign-in is unknown, used or too old. */
  | 'SIGN_IN_EXPIRED'
  /** Nobody registered an application under that name. */
  | 'APPLICATION_UNKNOWN'
  /** The application is not there for the person's organization. */
  | 'APPLICATION_NOT_ASSIGNED'
  | 'SAML_REQUEST_INVALID'
  | 'OIDC_REQUEST_INVALID'
  | 'INTERNAL'

const statuses: Readonly<Record<IdentityErrorCode, number>> = {
  CONFIG_INVALID: 500,
  REQUEST_INVALID: 400,
  REQUEST_TOO_LARGE: 413,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  ORIGIN_MISMATCH: 403,
  SIGN_IN_EXPIRED: 400,
  APPLICATION_UNKNOWN: 400,
  APPLICATION_NOT_ASSIGNED: 403,
  SAML_REQUEST_INVALID: 400,
  OIDC_REQUEST_INVALID: 400,
  INTERNAL: 500,
}

/** The one error of the identity service. Switch over `code`; log `message`; the pages have words for each code. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
  readonly code: IdentityErrorCode
  /** HTTP status of the answer. */
  readonly status: number
  /** What exactly was wrong: expected and actual. For logs and developers only; it never reaches a browser. */
  readonly detail: string

  constructor(code: IdentityErrorCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options)
    this.code = code
    this.status = statuses[code]
    this.detail = detail
  }
}
