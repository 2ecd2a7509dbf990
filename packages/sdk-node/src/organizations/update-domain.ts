import type { Domain } from '../model/domain.ts'
import type { WriteContext } from '../model/write-context.ts'
import { checkConnections } from './check-connections.ts'
import type { DomainTools } from './domain-tools.ts'
import { draftDomainEvent, toDomainValues } from './draft-domain-event.ts'
import { findChanges } from './find-changes.ts'
import { getDomain } from './get-domain.ts'
import { parseDomainChanges } from './parse-domain-options.ts'
import { describeValue } from './request-invalid.ts'
import { tryThrice } from '../model/try-thrice.ts'

/** @throws AuthError REQUEST_INVALID, DOMAIN_NOT_FOUND, CONNECTION_NOT_FOUND, WRITE_CONFLICT */
export async function updateDomain(
  organizationId: string,
  name: unknown,
  given: unknown,
  context: WriteContext | undefined,
  { store: { domains, connections }, now }: DomainTools,
): Promise<Domain> {
  const changes = parseDomainChanges(given)
  return tryThrice(`domain ${describeValue(name)}`, async () => {
    const old = await getDomain(organizationId, name, domains)
    await checkConnections(organizationId, changes.connectionIds ?? null, connections)
    const next: Domain = { ...old, ...changes, updatedAt: now(), version: old.version + 1 }
    const data = findChanges(toDomainValues(old), toDomainValues(next))
    if (data === null) return old
    const updated = draftDomainEvent({ type: 'domain.updated', data }, next, next.updatedAt, context)
    return (await domains.replace(next, [updated])) ? next : null
  })
}
