import type { Group } from '../model/group.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { User } from '../model/user.ts'
import { toEtag } from './etag.ts'
import type { ResourceSchema } from './schema.ts'

/** What users and groups have in common. */
export type Stored = User | Group

/** What every resource of one type is shown with. */
export interface Frame {
  readonly schema: ResourceSchema
  /** `Users` or `Groups`. */
  readonly endpoint: string
  readonly baseUrl: string
}

/** The URL of a resource. */
export function toLocation(endpoint: string, id: string, baseUrl: string): string {
  return `${baseUrl}/${endpoint}/${id}`
}

/**
 * What a client sent, and what is only ours to say.
 *
 * @param own `groups` or `members`, as far as they are wanted
 * @see RFC 7643, section 3
 */
export function toResource(stored: Stored, own: JsonObject, { schema, endpoint, baseUrl }: Frame): JsonObject {
  const attributes = stored.scimAttributes ?? {}
  const created = stored.createdAt.toISOString()
  const isAsCreated = stored.updatedAt.getTime() === stored.createdAt.getTime()
  return {
    schemas: listSchemas(attributes, schema),
    id: stored.id,
    ...attributes,
    ...own,
    meta: {
      resourceType: schema.resource,
      created,
      // Nothing in a long list costs as much as writing times down.
      lastModified: isAsCreated ? created : stored.updatedAt.toISOString(),
      location: toLocation(endpoint, stored.id, baseUrl),
      version: toEtag(stored.version),
    },
  }
}

/** Those that have something in it. @see RFC 7643, section 3 */
function listSchemas(attributes: JsonObject, schema: ResourceSchema): Json {
  const { ids } = schema
  const isPresent = (id: string): boolean => id === schema.id || Object.hasOwn(attributes, id)
  return ids.every(isPresent) ? ids : ids.filter(isPresent)
}
