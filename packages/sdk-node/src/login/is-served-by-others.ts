import { pickDomain } from '../discovery/pick-domain.ts'
import type { Connections, Voucher } from '../ports/connections.ts'
import type { Store } from '../ports/store.ts'

/** Who knows which connections serve a domain. */
export interface DomainParts {
  readonly store: Pick<Store, 'domains'>
  readonly connections: Pick<Connections, 'findByDomain' | 'mayVouchFor'>
}

/**
 * True for a domain that the organization has given to other connections of its own and not to this one, also while those are
 * switched off: what this one's identity provider says must not lead to people with an address there.
 */
export async function isServedByOthers(
  domain: string,
  connection: Voucher,
  { store, connections }: DomainParts,
): Promise<boolean> {
  if (await connections.mayVouchFor(connection, domain)) return false
  const { id } = connection.organization
  if ((await pickDomain(domain, store.domains))?.organizationId === id) return true
  return (await connections.findByDomain(domain)).some(({ organization }) => organization.id === id)
}
