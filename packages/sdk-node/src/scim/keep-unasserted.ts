import type { JsonObject } from '../model/json.ts'
import type { ResourceSchema } from './schema.ts'
import type { Stored } from './to-resource.ts'

/** Left out of a PUT it stays: a client that does not send it would otherwise lose who people are. `active`: see `keepActive`. */
const lasting = ['externalId']

/**
 * What a PUT leaves behind: what it says, and what the client cannot have meant to clear. A PUT replaces; but a provider may
 * consider which attributes a client knows. An extension that it names neither in `schemas` nor as an attribute is one that it does not
 * know. Whatever it sets to null is cleared.
 *
 * @param body as it came
 * @param attributes what was read out of it
 * @see RFC 7644, section 3.5.1
 */
export function keepUnasserted(
  { scimAttributes }: Stored,
  body: unknown,
  attributes: JsonObject,
  schema: ResourceSchema,
): JsonObject {
  const asserted = listAsserted(body)
  const kept = [...lasting, ...schema.extensions.map(({ id }) => id)].flatMap((name) => {
    const before = scimAttributes?.[name]
    return before === undefined || asserted.has(name.toLowerCase()) || Object.hasOwn(attributes, name)
      ? []
      : [[name, before] as const]
  })
  return kept.length === 0 ? attributes : { ...attributes, ...Object.fromEntries(kept) }
}

/** Lower-case names of attributes and URNs of schemas; of `urn:…:User:department` the URN too. */
function listAsserted(body: unknown): ReadonlySet<string> {
  const names = Object.keys(body ?? {})
  const schemas: unknown = Object.entries(body ?? {}).find(([name]) => name.toLowerCase() === 'schemas')?.[1]
  const urns = Array.isArray(schemas) ? schemas.filter((one): one is string => typeof one === 'string') : []
  return new Set([...names, ...urns, ...names.map(toUrn)].map((name) => name.toLowerCase()))
}

function toUrn(name: string): string {
  return name.replace(/:[^:]*$/, '')
}
