import { defineAttribute } from './define-attribute.ts'
import type { Attribute } from './schema.ts'

const readOnly = { mutability: 'readOnly' } as const

/** What every resource has, and no schema lists. @see RFC 7643, section 3.1 */
export const commonAttributes: readonly Attribute[] = Object.freeze([
  defineAttribute('schemas', 'URNs of the schemas the resource uses.', {
    type: 'reference',
    referenceTypes: ['uri'],
    multiValued: true,
    returned: 'always',
  }),
  defineAttribute('id', 'Our identifier of the resource. Never changes.', {
    ...readOnly,
    caseExact: true,
    returned: 'always',
    uniqueness: 'server',
  }),
  defineAttribute('externalId', "The client's identifier of the resource.", { caseExact: true }),
  defineAttribute('meta', 'What we know of the resource itself.', {
    ...readOnly,
    subAttributes: [
      defineAttribute('resourceType', 'User or Group.', { ...readOnly, caseExact: true }),
      defineAttribute('created', 'When the resource was added.', { ...readOnly, type: 'dateTime' }),
      defineAttribute('lastModified', 'When the resource was last changed.', { ...readOnly, type: 'dateTime' }),
      defineAttribute('location', 'URL of the resource.', {
        ...readOnly,
        type: 'reference',
        referenceTypes: ['uri'],
        caseExact: true,
      }),
      defineAttribute('version', 'Entity tag of the resource.', { ...readOnly, caseExact: true }),
    ],
  }),
])
