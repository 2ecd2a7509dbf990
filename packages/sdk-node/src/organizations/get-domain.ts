import { AuthError } from '../model/auth-error.ts'
import type { Domain } from '../model/domain.ts'
import type { DomainStore } from '../ports/organization-store.ts'
import { isPublicId } from '../model/is-public-id.ts'
import { findDomainName } from './parse-domain-name.ts'
import { describeValue } from './request-invalid.ts'

/** The domain of that organization, its name in any form. @throws AuthError DOMAIN_NOT_FOUND */
export async function getDomain(
  organizationId: unknown,
  givenName: unknown,
  domains: Pick<DomainStore, 'find'>,
): Promise<Domain> {
  const name = findDomainName(givenName)
  const found = name !== null && isPublicId(organizationId) ? await domains.find(organizationId, name) : null
  if (found === null) throw domainNotFound(organizationId, givenName)
  return found
}

export function domainNotFound(organizationId: unknown, name: unknown): AuthError {
  return new AuthError(
    'DOMAIN_NOT_FOUND',
    `wanted a domain of organization ${describeValue(organizationId)}, got ${describeValue(name)}`,
  )
}
