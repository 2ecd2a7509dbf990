import { expect, test } from 'vitest'
import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'
import { toScimError } from './scim-error.ts'

test.each<[AuthErrorCode, number, string | undefined]>([
  ['REQUEST_INVALID', 400, 'invalidSyntax'],
  ['SCIM_SYNTAX_INVALID', 400, 'invalidSyntax'],
  ['SCIM_FILTER_INVALID', 400, 'invalidFilter'],
  ['SCIM_PATH_INVALID', 400, 'invalidPath'],
  ['SCIM_VALUE_INVALID', 400, 'invalidValue'],
  ['SCIM_NO_TARGET', 400, 'noTarget'],
  ['SCIM_MUTABILITY', 400, 'mutability'],
  ['SCIM_CURSOR_INVALID', 400, 'invalidCursor'],
  ['SCIM_TOO_MANY', 400, 'tooMany'],
  ['SCIM_CONFLICT', 409, 'uniqueness'],
  ['WRITE_CONFLICT', 409, undefined],
  ['SCIM_FORBIDDEN', 403, undefined],
  ['SCIM_NOT_FOUND', 404, undefined],
  ['SCIM_PRECONDITION_FAILED', 412, undefined],
  ['REQUEST_TOO_LARGE', 413, undefined],
  ['SCIM_NOT_IMPLEMENTED', 501, undefined],
])('shows %s as %i %s, with what was wrong', (code, status, scimType) => {
  expect(toScimError(new AuthError(code, 'wanted this, got that'), 'abc')).toEqual({
    status,
    headers: {},
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail: 'wanted this, got that',
    },
  })
})
test('tells nobody why a token is refused', () => {
  const { headers, body } = toScimError(new AuthError('SCIM_UNAUTHORIZED', 'it has expired'), 'abc')
  expect(headers).toEqual({ 'www-authenticate': 'Bearer' })
  expect(body).toMatchObject({ status: '401', detail: 'The token is not valid. (abc)' })
})
test.each<AuthErrorCode>(['INTERNAL', 'STORE_UNAVAILABLE', 'CONFIG_INVALID', 'USER_CONFLICT', 'RATE_LIMITED'])(
  'keeps the detail of %s to itself',
  (code) => {
    expect(JSON.stringify(toScimError(new AuthError(code, 'postgres://user:secret@host')))).not.toContain('secret')
  },
)
test('bounds the detail', () => {
  const { body } = toScimError(new AuthError('SCIM_VALUE_INVALID', 'x'.repeat(5000)))
  expect(body).toMatchObject({ detail: 'x'.repeat(1000) })
})
