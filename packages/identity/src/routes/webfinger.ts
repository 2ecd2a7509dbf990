import { domainToASCII } from 'node:url'
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
  if (!config.organizations.some(({ domains }) => domains.includes(domain)))
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

function toDomain(resource: string): string {
  const address = /^(?:acct|mailto):[^@]+@([^@/?#]+)$/i.exec(resource)
  const folded = (address?.[1] ?? '').normalize('NFKC')
  // `domainToASCII` reads a URL's host: it would stop at a slash and decode percent signs.
  return /[\s\p{C}%/?#\\:@[\]]/u.test(folded) ? '' : domainToASCII(folded.toLowerCase())
}
