import { expect, it } from 'vitest'
import type { JsonObject } from '../model/json.ts'
import type { ScimExtension } from '../model/scim-extension.ts'
import { findPath } from './find-attribute.ts'
import { createSchemas } from './schemas.ts'
import { toSchemaDocument } from './to-schema-document.ts'

const badge: ScimExtension = {
  id: 'urn:example:badge:2.0:User',
  name: 'Badge',
  resource: 'User',
  attributes: [
    { name: 'number', type: 'integer' },
    { name: 'doors', multiValued: true, caseExact: true },
  ],
}
const { user, group } = createSchemas([badge])
const names = (attributes: readonly { readonly name: string }[]): readonly string[] =>
  attributes.map(({ name }) => name)

it('has every attribute of a user that RFC 7643 names', () => {
  expect(names(user.attributes)).toEqual(
    'userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates'.split(
      ' ',
    ),
  )
  expect(names(user.common)).toEqual(['schemas', 'id', 'externalId', 'meta'])
  expect(names(group.attributes)).toEqual(['displayName', 'members'])
})

it('puts extensions where they belong, none of them required', () => {
  expect(user.extensions.map(({ id }) => id)).toEqual([
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    'urn:example:badge:2.0:User',
  ])
  expect(group.extensions).toEqual([])
})

it('shows a schema with the characteristics of each attribute', () => {
  const document = toSchemaDocument(user, 'https://sp.test/Schemas/User')
  expect(document).toMatchObject({ id: user.id, name: 'User', meta: { resourceType: 'Schema' } })
  const attributes = document['attributes'] as readonly JsonObject[]
  const find = (name: string): JsonObject | undefined => attributes.find((one) => one['name'] === name)
  expect(find('userName')).toEqual({
    name: 'userName',
    type: 'string',
    multiValued: false,
    description: expect.any(String) as string,
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  })
  expect(find('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' })
  expect(find('groups')).toMatchObject({ mutability: 'readOnly', type: 'complex', multiValued: true })
  expect(find('active')).not.toHaveProperty('caseExact')
  expect(find('profileUrl')).toMatchObject({ type: 'reference', referenceTypes: ['external'] })
})

it('shows what an option leaves out as the standard does', () => {
  const [, extension = badge] = user.extensions
  expect(toSchemaDocument(extension as never, 'https://sp.test')['attributes']).toMatchObject([
    { name: 'number', type: 'integer', multiValued: false },
    { name: 'doors', type: 'string', multiValued: true, caseExact: true, mutability: 'readWrite' },
  ])
})

it.each([
  ['USERNAME', 'userName'],
  ['Name.GivenName', 'name.givenName'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName', 'userName'],
  ['URN:ietf:params:scim:schemas:core:2.0:user:name.familyName', 'name.familyName'],
  ['meta.lastmodified', 'meta.lastModified'],
  [
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
  ],
  ['manager', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager'],
  ['urn:example:badge:2.0:User:DOORS', 'urn:example:badge:2.0:User:doors'],
])('finds %s', (text, name) => {
  expect(findPath(text, user)?.name).toBe(name)
})

it.each([
  'nobody',
  'name.nobody',
  'userName.value',
  'name.givenName.value',
  'urn:example:other:userName',
  'urn:example:badge:2.0:User:userName',
  'urn:example:badge:2.0:User',
  '__proto__',
  'constructor',
  'name.__proto__',
  'toString.x',
  '',
  '.',
])('finds nothing called %s', (text) => {
  expect(findPath(text, user)).toBeNull()
})

it('tells URNs apart of which one begins with the other', () => {
  const longer = { ...badge, id: `${badge.id}:more`, attributes: [{ name: 'color' }] }
  for (const extensions of [
    [badge, longer],
    [longer, badge],
  ])
    expect(findPath(`${longer.id}:color`, createSchemas(extensions).user)?.extension).toBe(longer.id)
})
