import type { JsonObject } from '../model/json.ts'
import type { ScimScope } from '../model/scim-token.ts'
import { changeResource, getResource, notFound } from './change-resource.ts'
import { checkScope } from './check-scope.ts'
import type { Endpoint, Site } from './endpoint.ts'
import { checkIfMatch, isInTags, toEtag } from './etag.ts'
import { answerList } from './answer-list.ts'
import { parseQuery, parseSearch } from './list-query.ts'
import { runMethod } from './run-method.ts'
import type { ScimReply, ScimRequest } from './scim-request.ts'
import { createSelector, type Selector } from './select-attributes.ts'
import { toLocation, type Stored } from './to-resource.ts'

/** One request for one type of resource. */
export interface Visit<R extends Stored> {
  readonly endpoint: Endpoint<R>
  readonly request: ScimRequest
  readonly site: Site
  readonly scopes: readonly ScimScope[]
}

/** `/Users`, `/Users/.search`, `/Users/{id}`; and the same for groups. @param id null: the endpoint itself */
export async function handleEndpoint<R extends Stored>(visit: Visit<R>, id: string | null): Promise<ScimReply> {
  const { endpoint, request, site, scopes } = visit
  const reading = async (run: () => Promise<ScimReply>): Promise<ScimReply> => {
    checkScope(`${endpoint.scope}:read`, scopes)
    return run()
  }
  const writing = async (run: () => Promise<ScimReply>): Promise<ScimReply> => {
    checkScope(`${endpoint.scope}:write`, scopes)
    return run()
  }
  if (id === null)
    return runMethod(request.method, {
      GET: async () => reading(async () => answerList(endpoint, parseQuery(request.query), site)),
      POST: async () => writing(async () => create(visit)),
    })
  if (id === '.search')
    return runMethod(request.method, {
      POST: async () => reading(async () => answerList(endpoint, parseSearch(await request.body()), site)),
    })
  return runMethod(request.method, {
    GET: async () => reading(async () => read(visit, id)),
    PUT: async () => writing(async () => replace(visit, id)),
    PATCH: async () => writing(async () => patch(visit, id)),
    DELETE: async () => writing(async () => remove(visit, id)),
  })
}

/** @see RFC 7644, section 3.3 */
async function create<R extends Stored>({ endpoint, request, site }: Visit<R>): Promise<ScimReply> {
  const selector = selectorOf(endpoint, request)
  const created = await endpoint.create(await request.body(), site.directory)
  const reply = await reply200(created, selector, endpoint, site)
  return { ...reply, status: 201 }
}

/** @see RFC 7644, section 3.4.1 */
async function read<R extends Stored>({ endpoint, request, site }: Visit<R>, id: string): Promise<ScimReply> {
  const selector = selectorOf(endpoint, request)
  const resource = await getResource(endpoint, id, site.directory)
  if (request.ifNoneMatch !== null && isInTags(request.ifNoneMatch, resource.version))
    return { status: 304, headers: { etag: toEtag(resource.version) }, body: null }
  return reply200(resource, selector, endpoint, site)
}

/** @see RFC 7644, section 3.5.1 */
async function replace<R extends Stored>({ endpoint, request, site }: Visit<R>, id: string): Promise<ScimReply> {
  const selector = selectorOf(endpoint, request)
  const body = await request.body()
  const after = await changeResource(endpoint, id, request.ifMatch, site.directory, async (before) =>
    endpoint.replace(before, body, site.directory),
  )
  return reply200(after, selector, endpoint, site)
}

/** @see RFC 7644, section 3.5.2 */
async function patch<R extends Stored>({ endpoint, request, site }: Visit<R>, id: string): Promise<ScimReply> {
  const selector = selectorOf(endpoint, request)
  const apply = endpoint.parsePatch(await request.body())
  const after = await changeResource(endpoint, id, request.ifMatch, site.directory, async (before) =>
    apply(before, site.directory),
  )
  if (!endpoint.isPatchSilent || request.query.has('attributes')) return reply200(after, selector, endpoint, site)
  return { status: 204, headers: headersOf(after, endpoint, site), body: null }
}

/** @see RFC 7644, section 3.6 */
async function remove<R extends Stored>({ endpoint, request, site }: Visit<R>, id: string): Promise<ScimReply> {
  const resource = await getResource(endpoint, id, site.directory)
  checkIfMatch(request.ifMatch, resource.version)
  if (!(await endpoint.remove(resource, site.directory))) throw notFound(endpoint.name, id)
  return { status: 204, headers: {}, body: null }
}

/** Read before anything is written: a selection that is refused has changed nothing. */
function selectorOf<R extends Stored>({ schema }: Endpoint<R>, { query }: ScimRequest): Selector {
  return createSelector(
    { attributes: query.get('attributes'), excludedAttributes: query.get('excludedAttributes') },
    schema,
  )
}

async function reply200<R extends Stored>(
  resource: R,
  selector: Selector,
  endpoint: Endpoint<R>,
  site: Site,
): Promise<ScimReply> {
  const [shown = {}] = await endpoint.show([resource], selector.wants, site)
  const body: JsonObject = selector.select(shown)
  return { status: 200, headers: headersOf(resource, endpoint, site), body }
}

function headersOf(
  { id, version }: Stored,
  { name }: { readonly name: string },
  { baseUrl }: Site,
): ScimReply['headers'] {
  return { location: toLocation(name, id, baseUrl), etag: toEtag(version) }
}
