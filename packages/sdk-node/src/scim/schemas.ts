import type { ScimExtension } from '../model/scim-extension.ts'
import { commonAttributes } from './common-attributes.ts'
import { createIndex, defineAttribute, defineSchema } from './define-attribute.ts'
import { enterpriseSchema } from './enterprise-schema.ts'
import { groupSchema } from './group-schema.ts'
import type { ResourceSchema, Schema } from './schema.ts'
import { userSchema } from './user-schema.ts'

/** What users and groups can have, for one set of extensions. */
export function createSchemas(extensions: readonly ScimExtension[]): {
  readonly user: ResourceSchema
  readonly group: ResourceSchema
} {
  const of = (resource: ScimExtension['resource']): readonly Schema[] =>
    extensions.filter((extension) => extension.resource === resource).map(toSchema)
  return Object.freeze({
    user: toResourceSchema('User', userSchema, [enterpriseSchema, ...of('User')]),
    group: toResourceSchema('Group', groupSchema, of('Group')),
  })
}

function toResourceSchema(
  resource: ResourceSchema['resource'],
  schema: Schema,
  extensions: readonly Schema[],
): ResourceSchema {
  const common = commonAttributes
  const index = createIndex([...schema.attributes, ...common])
  const ids = Object.freeze([schema, ...extensions].map(({ id }) => id))
  const hidden = schema.attributes.filter(({ returned }) => returned === 'never' || returned === 'request')
  return Object.freeze({
    ...schema,
    index,
    resource,
    common,
    extensions: Object.freeze(extensions),
    ids,
    hidden: Object.freeze(hidden.map(({ name }) => name)),
  })
}

function toSchema({ id, name, attributes }: ScimExtension): Schema {
  return defineSchema({
    id,
    name,
    description: name,
    attributes: attributes.map(({ name: attribute, description = '', ...difference }) =>
      defineAttribute(attribute, description, dropUndefined(difference)),
    ),
  })
}

/** An option that is undefined says nothing; spread, it would. */
function dropUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
