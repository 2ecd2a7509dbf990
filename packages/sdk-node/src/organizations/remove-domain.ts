import type { WriteContext } from '../model/write-context.ts'
import type { DomainTools } from './domain-tools.ts'
import { draftDomainEvent, toDomainValues } from './draft-domain-event.ts'
import { domainNotFound, getDomain } from './get-domain.ts'

/** @throws AuthError DOMAIN_NOT_FOUND */
export async function removeDomain(
  organizationId: string,
  name: unknown,
  context: WriteContext | undefined,
  { store: { domains }, now }: DomainTools,
): Promise<void> {
  const domain = await getDomain(organizationId, name, domains)
  const data = { old: toDomainValues(domain), new: null }
  const deleted = draftDomainEvent({ type: 'domain.deleted', data }, domain, now(), context)
  // Somebody else removed it meanwhile.
  if (!(await domains.remove(organizationId, domain.name, [deleted]))) throw domainNotFound(organizationId, name)
}
