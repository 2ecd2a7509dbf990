import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { isPublicId } from '../model/is-public-id.ts'

type Stores = { readonly store: Pick<ConnectionTools['store'], 'connections' | 'organizations'> }

/** A connection and whose it is. */
export interface FoundConnection {
  readonly record: ConnectionRecord
  readonly organization: OrganizationRecord
}

/** @throws AuthError CONNECTION_NOT_FOUND, for another organization's too: nobody learns that it exists. */
export async function getConnection(
  organizationId: string,
  connectionId: string,
  { store }: Stores,
): Promise<FoundConnection> {
  const record = isPublicId(connectionId) ? await store.connections.find(connectionId) : null
  const organization = record?.organizationId === organizationId ? await store.organizations.find(organizationId) : null
  if (record !== null && organization !== null) return { record, organization }
  throw new AuthError(
    'CONNECTION_NOT_FOUND',
    `organization '${shorten(organizationId)}' has no connection '${shorten(connectionId)}'`,
  )
}

/** @throws AuthError ORGANIZATION_NOT_FOUND */
export async function getOwner(organizationId: string, { store }: Stores): Promise<OrganizationRecord> {
  const organization = isPublicId(organizationId) ? await store.organizations.find(organizationId) : null
  if (organization !== null) return organization
  throw new AuthError('ORGANIZATION_NOT_FOUND', `no organization has the id '${shorten(organizationId)}'`)
}

function shorten(id: unknown): string {
  return String(id).slice(0, 80)
}
