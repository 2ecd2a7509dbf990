import type { Insertable, Selectable } from 'kysely'
import type { Domain } from '../../model/domain.ts'
import type { EventActor } from '../../model/event-actor.ts'
import type { DomainsTable } from './tables/organizations.ts'
import { checkKey, toDate } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const domainColumns = [
  'organization_id',
  'name',
  'status',
  'verification_value',
  'include_subdomains',
  'connection_ids',
  'created_at',
  'created_by',
  'verified_at',
  'updated_at',
  'version',
] as const

/** @throws AuthError REQUEST_INVALID for names no row can hold. */
export function toDomainRow(domain: Domain): Insertable<DomainsTable> {
  checkKey('domain.organizationId', domain.organizationId)
  checkKey('domain.name', domain.name)
  checkKey('domain.verificationValue', domain.verificationValue)
  return {
    organization_id: domain.organizationId,
    name: domain.name,
    verified_name: domain.status === 'verified' ? domain.name : null,
    status: domain.status,
    verification_value: domain.verificationValue,
    include_subdomains: domain.includeSubdomains ? 1 : 0,
    connection_ids: domain.connectionIds === null ? null : JSON.stringify(domain.connectionIds),
    created_at: domain.createdAt.getTime(),
    created_by: JSON.stringify(domain.createdBy),
    verified_at: domain.verifiedAt?.getTime() ?? null,
    updated_at: domain.updatedAt.getTime(),
    version: domain.version,
  }
}

/** The row as it was given. */
export function toDomain(row: Pick<Selectable<DomainsTable>, (typeof domainColumns)[number]>): Domain {
  return {
    organizationId: row.organization_id,
    name: row.name,
    status: row.status,
    verificationValue: row.verification_value,
    includeSubdomains: row.include_subdomains === 1,
    connectionIds: row.connection_ids === null ? null : (JSON.parse(row.connection_ids) as readonly string[]),
    createdAt: toDate(row.created_at),
    createdBy: JSON.parse(row.created_by) as EventActor,
    verifiedAt: row.verified_at === null ? null : toDate(row.verified_at),
    updatedAt: toDate(row.updated_at),
    version: row.version,
  }
}
