import type { JsonObject } from '../model/json.ts'
import type { Attribute, Schema } from './schema.ts'

/**
 * A schema as `/Schemas` shows it: that of a resource, or one of its extensions.
 *
 * @param location its URL
 * @see RFC 7643, section 7
 */
export function toSchemaDocument(schema: Schema, location: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(toAttributeDocument),
    meta: { resourceType: 'Schema', location },
  }
}

function toAttributeDocument(attribute: Attribute): JsonObject {
  const { name, type, multiValued, description, required, canonicalValues, caseExact } = attribute
  const { mutability, returned, uniqueness, referenceTypes, subAttributes } = attribute
  return {
    name,
    type,
    multiValued,
    description,
    required,
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    // Neither has anything to compare by case or to be unique.
    ...(type === 'boolean' || type === 'complex' ? {} : { caseExact }),
    mutability,
    returned,
    ...(type === 'boolean' ? {} : { uniqueness }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(toAttributeDocument) }),
  }
}
