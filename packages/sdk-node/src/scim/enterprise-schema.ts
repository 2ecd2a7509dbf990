import { defineAttribute, defineSchema } from './define-attribute.ts'
import type { Schema } from './schema.ts'

/** @see RFC 7643, section 4.3 */
export const enterpriseSchema: Schema = defineSchema({
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise user',
  attributes: [
    defineAttribute('employeeNumber', 'The number the organization gave the user.'),
    defineAttribute('costCenter', 'The cost center.'),
    defineAttribute('organization', 'The organization.'),
    defineAttribute('division', 'The division.'),
    defineAttribute('department', 'The department.'),
    defineAttribute('manager', 'Who the user reports to.', {
      subAttributes: [
        defineAttribute('value', 'Identifier of the manager.', { caseExact: true }),
        defineAttribute('$ref', 'URL of the manager.', {
          type: 'reference',
          referenceTypes: ['User'],
          caseExact: true,
        }),
        defineAttribute('displayName', 'Name of the manager.', { mutability: 'readOnly' }),
      ],
    }),
  ],
})
