import { randomBytes } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { Domain } from '../model/domain.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import { checkConnections } from './check-connections.ts'
import { checkOwnDomain } from './check-own-domain.ts'
import type { DomainTools } from './domain-tools.ts'
import { draftDomainEvent, toDomainValues } from './draft-domain-event.ts'
import { getOrganization, organizationNotFound } from './get-organization.ts'
import type { DomainOptions } from './manage-domains.ts'
import { parseDomainName } from './parse-domain-name.ts'
import { parseDomainOptions } from './parse-domain-options.ts'

/** @throws AuthError REQUEST_INVALID, DOMAIN_INVALID, DOMAIN_CONFLICT, ORGANIZATION_NOT_FOUND, CONNECTION_NOT_FOUND, CONFIG_INVALID */
export async function addDomain(
  organizationId: string,
  givenName: unknown,
  givenOptions: unknown,
  context: WriteContext | undefined,
  { store, now }: DomainTools,
): Promise<Domain> {
  const { domains, organizations, connections } = store
  const name = parseDomainName(givenName)
  const options = parseDomainOptions(givenOptions)
  await getOrganization(organizationId, organizations)
  if (options.insecureAllowPublicDomain !== true) await checkOwnDomain(name)
  await checkConnections(organizationId, options.connectionIds ?? null, connections)
  const [verified] = await domains.findVerified([name])
  if (verified !== undefined && verified.organizationId !== organizationId)
    throw new AuthError('DOMAIN_CONFLICT', `wanted a free domain, another organization has verified '${name}'`)
  const domain = toNewDomain(organizationId, name, options, now(), context)
  const data = { old: null, new: toDomainValues(domain) }
  const added = draftDomainEvent({ type: 'domain.added', data }, domain, domain.createdAt, context)
  if (await domains.insert(domain, [added])) return domain
  // Between the look and the insert, the organization may have gone.
  if ((await domains.find(organizationId, name)) === null) throw organizationNotFound(organizationId)
  throw new AuthError('DOMAIN_CONFLICT', `wanted a new domain, organization '${organizationId}' has '${name}' already`)
}

/** The value is new each time: an old record, of whoever had the domain before, proves nothing. */
function toNewDomain(
  organizationId: string,
  name: string,
  options: DomainOptions,
  now: Date,
  context: WriteContext | undefined,
): Domain {
  return {
    name,
    organizationId,
    status: 'unverified',
    verificationValue: randomBytes(20).toString('hex'),
    includeSubdomains: options.includeSubdomains ?? false,
    connectionIds: options.connectionIds ?? null,
    createdAt: now,
    createdBy: toWriter(context).actor,
    verifiedAt: null,
    updatedAt: now,
    version: 1,
  }
}
