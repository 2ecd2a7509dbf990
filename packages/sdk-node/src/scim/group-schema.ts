import { defineAttribute, defineSchema } from './define-attribute.ts'
import type { Schema } from './schema.ts'

const immutable = { mutability: 'immutable' } as const

/** Groups hold users, and no groups. @see RFC 7643, section 4.2 */
export const groupSchema: Schema = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    defineAttribute('displayName', 'The name that is shown.', { required: true }),
    defineAttribute('members', 'The users in the group.', {
      multiValued: true,
      subAttributes: [
        defineAttribute('value', 'Identifier of the member.', { ...immutable, caseExact: true }),
        defineAttribute('$ref', 'URL of the member.', {
          ...immutable,
          type: 'reference',
          referenceTypes: ['User'],
          caseExact: true,
        }),
        defineAttribute('type', 'What the member is.', { ...immutable, canonicalValues: ['User'] }),
        defineAttribute('display', 'Name of the member.', { mutability: 'readOnly' }),
      ],
    }),
  ],
})
