import { AuthError } from '../model/auth-error.ts'
import type { JsonObject } from '../model/json.ts'
import { notFound } from './change-resource.ts'
import { runMethod } from './run-method.ts'
import type { ResourceSchema } from './schema.ts'
import type { ScimReply, ScimRequest } from './scim-request.ts'
import { toServiceProviderConfig } from './service-provider-config.ts'
import { toSchemaDocument } from './to-schema-document.ts'

/**
 * `/ServiceProviderConfig`, `/Schemas` and `/ResourceTypes`: what there is, for clients that ask.
 *
 * @param id null: all of them
 * @throws AuthError SCIM_NOT_FOUND, SCIM_FORBIDDEN
 * @see RFC 7644, section 4
 */
export async function handleDiscovery(
  name: 'ServiceProviderConfig' | 'Schemas' | 'ResourceTypes',
  id: string | null,
  request: ScimRequest,
  schemas: readonly ResourceSchema[],
): Promise<ScimReply> {
  return runMethod(request.method, {
    GET: async () => {
      // Whoever filters must not believe that the filter was heard.
      if (request.query.has('filter'))
        throw new AuthError('SCIM_FORBIDDEN', `wanted no filter at /${name}, which lists everything there is`)
      if (name === 'ServiceProviderConfig') return answer(toServiceProviderConfig(request.baseUrl))
      const documents =
        name === 'Schemas' ? listSchemas(schemas, request.baseUrl) : listResourceTypes(schemas, request.baseUrl)
      if (id === null) return answer(toList(documents))
      // URNs are the same whatever their case.
      const found = documents.find(({ id: own }) => typeof own === 'string' && own.toLowerCase() === id.toLowerCase())
      if (found === undefined) throw notFound(name, id)
      return answer(found)
    },
  })
}

function listSchemas(schemas: readonly ResourceSchema[], baseUrl: string): readonly JsonObject[] {
  return schemas
    .flatMap((schema) => [schema, ...schema.extensions])
    .map((schema) => toSchemaDocument(schema, `${baseUrl}/Schemas/${schema.id}`))
}

/** @see RFC 7643, section 6 */
function listResourceTypes(schemas: readonly ResourceSchema[], baseUrl: string): readonly JsonObject[] {
  return schemas.map(({ resource, id, extensions }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: resource,
    name: resource,
    endpoint: `/${resource}s`,
    description: resource === 'User' ? 'People' : 'Groups of people',
    schema: id,
    schemaExtensions: extensions.map((extension) => ({ schema: extension.id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${resource}` },
  }))
}

function toList(documents: readonly JsonObject[]): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: documents.length,
    itemsPerPage: documents.length,
    startIndex: 1,
    Resources: documents,
  }
}

function answer(body: JsonObject): ScimReply {
  return { status: 200, headers: {}, body }
}
