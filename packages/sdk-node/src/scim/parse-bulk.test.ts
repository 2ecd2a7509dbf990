import { expect, test } from 'vitest'
import { parseBulk } from './parse-bulk.ts'

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
const post = { method: 'POST', path: '/Users', bulkId: 'a', data: {} }

test('reads operations, and names whatever their case', () => {
  expect(
    parseBulk({ schemas, failOnErrors: 2, operations: [{ Method: 'post', Path: '/Users', bulkid: 'a', data: 1 }] }),
  ).toEqual({
    failOnErrors: 2,
    operations: [{ method: 'POST', path: '/Users', bulkId: 'a', version: null, data: 1 }],
  })
})
test.each([
  ['no object', [], 'SCIM_SYNTAX_INVALID'],
  ['another schema', { schemas: ['urn:x'], Operations: [] }, 'SCIM_SYNTAX_INVALID'],
  ['no operations', { schemas }, 'SCIM_SYNTAX_INVALID'],
  ['an operation that is none', { schemas, Operations: [null] }, 'SCIM_SYNTAX_INVALID'],
  ['an operation without a path', { schemas, Operations: [{ method: 'POST' }] }, 'SCIM_SYNTAX_INVALID'],
  ['a method that is no text', { schemas, Operations: [{ ...post, method: 1 }] }, 'SCIM_SYNTAX_INVALID'],
  ['a version that is no text', { schemas, Operations: [{ ...post, version: 1 }] }, 'SCIM_SYNTAX_INVALID'],
  ['failOnErrors 0', { schemas, Operations: [], failOnErrors: 0 }, 'SCIM_VALUE_INVALID'],
  ['failOnErrors as text', { schemas, Operations: [], failOnErrors: '1' }, 'SCIM_VALUE_INVALID'],
  ['a bulkId twice', { schemas, Operations: [post, post] }, 'SCIM_VALUE_INVALID'],
  ['1001 operations', { schemas, Operations: Array.from({ length: 1001 }, () => ({})) }, 'REQUEST_TOO_LARGE'],
])('refuses %s', (_what, body, code) => {
  expect(() => parseBulk(body)).toThrow(code)
})
