import { showDocument, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import type { Kit } from './kit.ts'
import { whoIsThere } from './who-is-there.ts'

/**
 * GET /launchpad/applications: the person's applications as JSON, for the Launchpad that an application shows in its own
 * page. Scripts of registered applications may read it with the person's cookie, and those of nobody else.
 *
 * @see Fetch, section 3.3 (CORS protocol)
 */
export async function listLaunchpadApplications(visit: Visit, kit: Kit): Promise<Reply> {
  const headers = { ...access, ...toCorsHeaders(visit, kit) }
  const current = await whoIsThere(visit, kit)
  if (current === null) return { ...toJson({ error: 'SESSION_REQUIRED', incidentId: null }, headers), status: 401 }
  const applications = kit.applications.listFor(current.account).map(({ id, name, description }) => ({
    id,
    name,
    description,
    url: `${kit.config.issuer.origin}/launch/${encodeURIComponent(id)}`,
  }))
  return toJson({ applications }, headers)
}

/** The policy is for requests without an origin: those that load it as a picture or as a script. */
const access = { vary: 'Origin', 'cross-origin-resource-policy': 'same-origin' } as const

function toCorsHeaders({ request }: Visit, { applications, config }: Kit): Readonly<Record<string, string>> {
  const { origin } = request.headers
  if (origin === undefined || origin === config.issuer.origin) return {}
  if (!applications.origins.has(origin))
    throw new IdentityError(
      'ORIGIN_MISMATCH',
      `origin: wanted that of a registered application, got '${origin.slice(0, 100)}'`,
    )
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
}

function toJson(answer: unknown, headers: Readonly<Record<string, string>>): Reply {
  return showDocument('application/json', JSON.stringify(answer), headers)
}
