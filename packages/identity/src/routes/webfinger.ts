import { toAsciiDomain } from '@launchpad-sso/sdk-node/node'
import { getOne } from '../http/read-form.ts'
import { showDocument, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import type { Kit } from './kit.ts'

const issuerRelation = 'http://openid.net/specs/connect/1.0/issuer'

/**
 * Says that people of an organization's domains sign in here. It answers by domain, the same for people who exist and
 * for those who do not.
 *
 * @see RFC 7033, section 4; OpenID Connect Discovery 1.0, section 2
 */
export async function showWebFinger({ url }: Visit, { config }: Kit): Promise<Reply> {
  const resource = getOne(url.searchParams, 'resource')
  if (resource === null) throw new IdentityError('REQUEST_INVALID', 'resource: wanted one, got none or several')
  const domain = toDomain(resource)
  if (domain === null || !config.organizations.some(({ domains }) => domains.includes(domain)))
    throw new IdentityError(
      'ROUTE_NOT_FOUND',
      `resource: wanted an address in a known domain, got '${resource.slice(0, 100)}'`,
    )
  const relations = url.searchParams.getAll('rel')
  const links = [{ rel: issuerRelation, href: config.issuer.origin }]
  const wanted = links.filter(({ rel }) => relations.length === 0 || relations.includes(rel))
  // Section 5: clients that run in a browser ask too.
  const headers = { 'access-control-allow-origin': '*' }
  return showDocument('application/jrd+json', JSON.stringify({ subject: resource, links: wanted }), headers)
}

/** Null for what is no address, or has no domain. */
function toDomain(resource: string): string | null {
  const address = /^(?:acct|mailto):[^@]+@([^@/?#]+)$/i.exec(resource)
  return toAsciiDomain(address?.[1] ?? '')
}
