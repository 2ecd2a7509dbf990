import type { AuthError, AuthErrorCode } from '../model/auth-error.ts'
import type { ScimReply } from './scim-request.ts'

/** `scimType` of RFC 7644, table 9, and of RFC 9865, section 2.1. */
const scimTypes: Partial<Readonly<Record<AuthErrorCode, string>>> = {
  REQUEST_INVALID: 'invalidSyntax',
  SCIM_SYNTAX_INVALID: 'invalidSyntax',
  SCIM_FILTER_INVALID: 'invalidFilter',
  SCIM_PATH_INVALID: 'invalidPath',
  SCIM_VALUE_INVALID: 'invalidValue',
  SCIM_NO_TARGET: 'noTarget',
  SCIM_MUTABILITY: 'mutability',
  SCIM_CONFLICT: 'uniqueness',
  SCIM_CURSOR_INVALID: 'invalidCursor',
  SCIM_COUNT_INVALID: 'invalidCount',
  SCIM_TOO_MANY: 'tooMany',
}
/** Their detail is about what the client sent. That of any other may be about us. Of SCIM_UNAUTHORIZED nobody learns which of many reasons. */
const telling: ReadonlySet<AuthErrorCode> = new Set<AuthErrorCode>([
  ...(Object.keys(scimTypes) as AuthErrorCode[]),
  'REQUEST_TOO_LARGE',
  'METHOD_NOT_ALLOWED',
  'ROUTE_NOT_FOUND',
  'WRITE_CONFLICT',
  'SCIM_FORBIDDEN',
  'SCIM_NOT_FOUND',
  'SCIM_PRECONDITION_FAILED',
  'SCIM_NOT_IMPLEMENTED',
])
const maxDetail = 1000

/**
 * The answer to a failure.
 *
 * @param incidentId under which it is in the log; said where the detail is not.
 * @see RFC 7644, section 3.12
 */
export function toScimError(error: AuthError, incidentId: string | null = null): ScimReply {
  const { code, status } = error
  const scimType = scimTypes[code]
  const detail = telling.has(code) ? error.detail.slice(0, maxDetail) : withIncident(error.say, incidentId)
  return {
    status,
    headers: code === 'SCIM_UNAUTHORIZED' ? { 'www-authenticate': 'Bearer' } : {},
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail,
    },
  }
}

function withIncident(say: string, incidentId: string | null): string {
  return incidentId === null ? say : `${say} (${incidentId})`
}
