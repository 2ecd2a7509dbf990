import { AuthError } from '../model/auth-error.ts'
import type { ScimExtension } from '../model/scim-extension.ts'
import type { ScimScope } from '../model/scim-token.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { answerRootList, type Endpoints } from './answer-root-list.ts'
import { checkScope } from './check-scope.ts'
import type { Site } from './endpoint.ts'
import { createGroupEndpoint } from './group-endpoint.ts'
import { handleBulk } from './handle-bulk.ts'
import { handleDiscovery } from './handle-discovery.ts'
import { handleEndpoint } from './handle-endpoint.ts'
import { parseQuery, parseSearch, type ListQuery } from './list-query.ts'
import { runMethod } from './run-method.ts'
import { createSchemas } from './schemas.ts'
import { toScimError } from './scim-error.ts'
import type { ScimReply, ScimRequest } from './scim-request.ts'
import type { BulkPart } from './to-bulk-part.ts'
import { createUserEndpoint } from './user-endpoint.ts'

/** What the protocol needs beside the directory. */
export interface ScimParts {
  readonly extensions: readonly ScimExtension[]
  /** Hears of what went wrong in a part of a Bulk request and is our fault; answers under which incident id it is in the log. */
  readonly onFailure: (error: unknown) => string
}

/**
 * Answers one request of a client whose token was checked, in the directory of its connection.
 *
 * @throws AuthError as `toScimError` shows it
 */
export type HandleScim = (
  request: ScimRequest,
  directory: ScimDirectory,
  scopes: readonly ScimScope[],
) => Promise<ScimReply>

/** Builds once what all requests share: nothing of a schema is worked out while a client waits. @see RFC 7644, section 3.2 */
export function createScim({ extensions, onFailure }: ScimParts): HandleScim {
  const schemas = createSchemas(extensions)
  const endpoints = { users: createUserEndpoint(schemas.user), groups: createGroupEndpoint(schemas.group) }
  const handle = async (request: ScimRequest, site: Site, scopes: readonly ScimScope[]): Promise<ScimReply> => {
    const [name = '', id = null, ...others] = request.path
    if (name === 'Me') return toScimError(noPerson())
    if (others.length > 0) throw nothingThere(request)
    switch (name) {
      case 'Users':
        return handleEndpoint({ endpoint: endpoints.users, request, site, scopes }, id)
      case 'Groups':
        return handleEndpoint({ endpoint: endpoints.groups, request, site, scopes }, id)
      case 'Schemas':
      case 'ResourceTypes':
        return handleDiscovery(name, id, request, [schemas.user, schemas.group])
    }
    if (id !== null) throw nothingThere(request)
    switch (name) {
      case '':
      case '.search':
        return handleRoot(name, endpoints, request, site, scopes)
      case 'Bulk':
        return runMethod(request.method, {
          POST: async () => {
            const run = async (part: BulkPart): Promise<ScimReply> => handle({ ...request, ...part }, site, scopes)
            return handleBulk(await request.body(), { run, onFailure, baseUrl: site.baseUrl })
          },
        })
      case 'ServiceProviderConfig':
        return handleDiscovery(name, null, request, [])
    }
    throw nothingThere(request)
  }
  return async (request, directory, scopes) => handle(request, { directory, baseUrl: request.baseUrl }, scopes)
}

/** The root of all resources, and its `.search`. @see RFC 7644, sections 3.4.2.1 and 3.4.3 */
async function handleRoot(
  name: '' | '.search',
  endpoints: Endpoints,
  request: ScimRequest,
  site: Site,
  scopes: readonly ScimScope[],
): Promise<ScimReply> {
  const list = async (parse: () => Promise<ListQuery>): Promise<ScimReply> => {
    checkScope('users:read', scopes)
    checkScope('groups:read', scopes)
    return answerRootList(endpoints, await parse(), site)
  }
  return runMethod(
    request.method,
    name === ''
      ? { GET: async () => list(async () => parseQuery(request.query)) }
      : { POST: async () => list(async () => parseSearch(await request.body())) },
  )
}

/** @see RFC 7644, section 3.11 */
function noPerson(): AuthError {
  return new AuthError('SCIM_NOT_IMPLEMENTED', 'wanted a token of a person for /Me, got one of a connection')
}

function nothingThere({ path }: ScimRequest): AuthError {
  return new AuthError('ROUTE_NOT_FOUND', `wanted an endpoint of SCIM, there is no /${path.join('/').slice(0, 200)}`)
}
