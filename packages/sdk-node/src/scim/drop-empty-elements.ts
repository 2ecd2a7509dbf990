import type { Json, JsonObject } from '../model/json.ts'
import { isHollow } from './normalize-value.ts'
import type { ResourceSchema } from './schema.ts'

/**
 * Without elements that say only which one they would be. They are left over when a client removes `emails[type eq "work"].value`, and
 * come before the value when it sets an element part by part; only after the last operation it is known which.
 */
export function dropEmptyElements(resource: JsonObject, schema: ResourceSchema): JsonObject {
  const lists = schema.attributes.filter(({ multiValued, type }) => multiValued && type === 'complex')
  const hasHollow = ({ name }: { readonly name: string }): boolean =>
    Object.hasOwn(resource, name) && Array.isArray(resource[name]) && resource[name].some(isHollow)
  if (!lists.some(hasHollow)) return resource
  const names = new Set(lists.map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]): readonly [string, Json][] => {
      if (!names.has(name) || !Array.isArray(value)) return [[name, value]]
      const kept = (value as readonly Json[]).filter((element) => !isHollow(element))
      return kept.length === 0 ? [] : [[name, kept]]
    }),
  )
}
