import type { Attribute, AttributeIndex, Schema } from './schema.ts'

type Difference = Partial<Omit<Attribute, 'name' | 'description' | 'index'>>

/** What an attribute is unless it says otherwise: one string that may be changed. @see RFC 7643, section 2.2 */
export function defineAttribute(name: string, description: string, difference: Difference = {}): Attribute {
  return Object.freeze({
    name,
    type: difference.subAttributes === undefined ? 'string' : 'complex',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    index: createIndex(difference.subAttributes ?? []),
    ...difference,
  })
}

export function defineSchema(schema: Omit<Schema, 'index'>): Schema {
  return Object.freeze({
    ...schema,
    attributes: Object.freeze(schema.attributes),
    index: createIndex(schema.attributes),
  })
}

export function createIndex(attributes: readonly Attribute[]): AttributeIndex {
  return new Map(
    attributes.flatMap((attribute) => [
      [attribute.name, attribute],
      [attribute.name.toLowerCase(), attribute],
    ]),
  )
}
