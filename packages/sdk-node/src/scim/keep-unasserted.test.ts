import { expect, test } from 'vitest'
import { keepUnasserted } from './keep-unasserted.ts'
import { createSchemas } from './schemas.ts'
import type { Stored } from './to-resource.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const { user } = createSchemas([])
const before = {
  scimAttributes: {
    userName: 'ana',
    title: 'Buyer',
    externalId: 'e',
    [enterprise]: { department: 'Sales' },
  },
} as unknown as Stored
const put = (body: object) => keepUnasserted(before, body, { userName: 'ana' }, user)

test('keeps what the client does not speak of: an extension, and who somebody is', () => {
  expect(put({ schemas: [core], userName: 'ana' })).toEqual({
    userName: 'ana',
    externalId: 'e',
    [enterprise]: { department: 'Sales' },
  })
})
test('clears what the standard says a PUT clears', () => {
  expect(put({ schemas: [core], userName: 'ana' })).not.toHaveProperty('title')
})
test.each([
  ['lists its schema', { schemas: [core, enterprise.toUpperCase()] }],
  ['sets it to null', { [enterprise]: null }],
  ['sets something in it to null', { [`${enterprise}:department`]: null }],
])('clears an extension when the client %s', (_how, body) => {
  expect(put(body)).not.toHaveProperty([enterprise])
})
test('clears an external id that is set to null, whatever the case of its name', () => {
  expect(put({ ExternalID: null })).not.toHaveProperty('externalId')
})
test('puts what is said in the place of what was', () => {
  expect(keepUnasserted(before, { externalId: 'f' }, { externalId: 'f' }, user)['externalId']).toBe('f')
})
