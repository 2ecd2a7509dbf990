import { parseJson } from '../http/parse-json.ts'
import { readBody } from '../http/read-body.ts'
import { reply } from '../http/respond.ts'
import { isServedByOthers } from '../login/is-served-by-others.ts'
import { AuthError } from '../model/auth-error.ts'
import { findDecoded } from '../model/find-decoded.ts'
import type { ScimAccess } from '../scim/authenticate.ts'
import type { ScimReply, ScimRequest } from '../scim/scim-request.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Kit, Visit } from './kit.ts'
import type { ScimTools } from './load-scim.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import type { Answer } from '../ports/answer.ts'

/** A store that cannot be reached is not asked again by everybody at once. */
const unavailableSeconds = 5

/** `/scim/v2/…`, or `/scim/…` for who leaves the version out. What goes wrong is told as SCIM tells it. @see RFC 7644, section 3.12 */
export async function scim(visit: Visit, kit: Kit): Promise<Answer> {
  const tools = await kit.scim()
  try {
    return toResponse(await answer(visit, kit, tools), visit)
  } catch (thrown) {
    const error = toAuthError(thrown)
    const incidentId = reportFailure(error, visit.url.pathname, kit.config)
    const { status, headers, body } = tools.toScimError(error, incidentId)
    return toResponse({ status, headers: { ...headers, ...retryAfter(status, kit) }, body }, visit)
  }
}

async function answer(visit: Visit, kit: Kit, tools: ScimTools): Promise<ScimReply> {
  const { request, client } = visit
  const access = await admit(request.headers.get('authorization'), client.ip, tools)
  const directory = tools.createScimDirectory({
    store: kit.store,
    now: kit.config.now,
    organizationId: access.organizationId,
    connectionId: access.connectionId,
    origin: originOf(visit),
    isServedByOthers: async (domain) => isForOthers(domain, access, kit),
    mayVouchFor: async (domain) => mayVouchFor(domain, access, kit),
  })
  return tools.handle(toScimRequest(visit, kit, tools), directory, access.scopes)
}

/** @throws AuthError SCIM_UNAUTHORIZED, RATE_LIMITED */
async function admit(authorization: string | null, ip: string | null, tools: ScimTools): Promise<ScimAccess> {
  const access = await tools.authenticate(authorization).catch((error: unknown) => {
    if (error instanceof AuthError && error.code === 'SCIM_UNAUTHORIZED' && !tools.mayFail(ip))
      throw new AuthError('RATE_LIMITED', `too many wrong tokens from ${ip ?? 'an unknown address'}`)
    throw error
  })
  if (!tools.mayAsk(access.tokenId))
    throw new AuthError('RATE_LIMITED', `too many requests with the SCIM token '${access.tokenId}'`)
  return access
}

/** Only where it decides, the connection is read whole: that may take a request to its identity provider. */
async function isForOthers(domain: string, { connectionId }: ScimAccess, kit: Kit): Promise<boolean> {
  const known = await kit.connections.findSummary(connectionId)
  if (known === null) return true
  if (!(await isServedByOthers(domain, { ...known, anyDomain: false, domains: [] }, kit))) return false
  return !(await isTrustedWithAll(connectionId, kit))
}

/** The same as at a sign-in. */
async function mayVouchFor(domain: string, { connectionId }: ScimAccess, kit: Kit): Promise<boolean> {
  const known = await kit.connections.findSummary(connectionId)
  if (known === null) return false
  const voucher = { ...known, anyDomain: false, domains: [] }
  return (await kit.connections.mayVouchFor(voucher, domain)) || isTrustedWithAll(connectionId, kit)
}

/** One that is not complete vouches for nobody. */
async function isTrustedWithAll(connectionId: string, { connections }: Kit): Promise<boolean> {
  try {
    return (await connections.find(connectionId))?.anyDomain ?? false
  } catch (error) {
    if (error instanceof AuthError && error.code !== 'STORE_UNAVAILABLE') return false
    throw error
  }
}

function toScimRequest({ request, url, params }: Visit, { config }: Kit, { maxBytes }: ScimTools): ScimRequest {
  const { headers, method } = request
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path: toPath(params['rest'] ?? ''),
    query: url.searchParams,
    ifMatch: headers.get('if-match'),
    ifNoneMatch: headers.get('if-none-match'),
    body: async () => parseJson(await readBody(request, { maxBytes })),
    baseUrl: `${config.authUrl}/scim/v2`,
  }
}

/** @throws AuthError ROUTE_NOT_FOUND for what cannot be decoded */
function toPath(rest: string): readonly string[] {
  const below = rest === 'v2' ? '' : rest.replace(/^v2\//, '')
  if (below === '') return []
  return below.split('/').map((segment) => {
    const decoded = findDecoded(segment)
    if (decoded === null) throw new AuthError('ROUTE_NOT_FOUND', 'wanted a path that can be decoded')
    return decoded
  })
}

function retryAfter(status: number, { config }: Kit): ScimReply['headers'] {
  if (status === 429) return { 'retry-after': String(60 - (Math.floor(config.now().getTime() / 1000) % 60)) }
  return status === 503 ? { 'retry-after': String(unavailableSeconds) } : {}
}

function toResponse({ status, headers, body }: ScimReply, { request }: Visit): Answer {
  if (body === null) return reply(null, status, headers)
  const typed = { 'content-type': 'application/scim+json', ...headers }
  return reply(request.method === 'HEAD' ? null : JSON.stringify(body), status, typed)
}
