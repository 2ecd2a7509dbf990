import type { Insertable, Selectable } from 'kysely'
import type { ConnectionRecord, MetadataRefresh, TestReport } from '../../model/connection-record.ts'
import type { ConnectionsTable } from './tables/organizations.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const connectionColumns = [
  'id',
  'organization_id',
  'name',
  'type',
  'preset',
  'status',
  'settings',
  'sealed_secrets',
  'provisioning',
  'metadata_refresh',
  'warned',
  'last_test',
  'due_at',
  'created_at',
  'created_by',
  'updated_at',
  'version',
] as const

const toText = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function toConnectionRow(connection: ConnectionRecord): Insertable<ConnectionsTable> {
  checkKey('connection.id', connection.id)
  checkKey('connection.organizationId', connection.organizationId)
  return {
    id: connection.id,
    organization_id: connection.organizationId,
    name: toStorable(connection.name) ?? '',
    type: connection.type,
    preset: connection.preset,
    status: connection.status,
    settings: JSON.stringify(connection.settings),
    sealed_secrets: connection.sealedSecrets,
    provisioning: JSON.stringify(connection.provisioning),
    metadata_refresh: toText(connection.metadataRefresh),
    warned: JSON.stringify(connection.warned),
    last_test: toText(connection.lastTest),
    due_at: connection.dueAt?.getTime() ?? null,
    created_at: connection.createdAt.getTime(),
    created_by: JSON.stringify(connection.createdBy),
    updated_at: connection.updatedAt.getTime(),
    version: connection.version,
  }
}

/** The row as it was given. */
export function toConnection(row: Selectable<ConnectionsTable>): ConnectionRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    type: row.type,
    preset: row.preset,
    status: row.status,
    settings: JSON.parse(row.settings) as ConnectionRecord['settings'],
    sealedSecrets: row.sealed_secrets,
    provisioning: JSON.parse(row.provisioning) as ConnectionRecord['provisioning'],
    metadataRefresh: row.metadata_refresh === null ? null : toMetadataRefresh(row.metadata_refresh),
    warned: JSON.parse(row.warned) as ConnectionRecord['warned'],
    lastTest: row.last_test === null ? null : toTestReport(row.last_test),
    dueAt: row.due_at === null ? null : toDate(row.due_at),
    createdAt: toDate(row.created_at),
    createdBy: JSON.parse(row.created_by) as ConnectionRecord['createdBy'],
    updatedAt: toDate(row.updated_at),
    version: row.version,
  }
}

/** What JSON makes of a value with dates. */
type Parsed<T> = { readonly [K in keyof T]: T[K] extends Date | null ? string | Exclude<T[K], Date> : Parsed<T[K]> }

function toMetadataRefresh(text: string): MetadataRefresh {
  const { fetchedAt, nextAt, retiring, ...rest } = JSON.parse(text) as Parsed<MetadataRefresh>
  return {
    ...rest,
    fetchedAt: fetchedAt === null ? null : new Date(fetchedAt),
    nextAt: new Date(nextAt),
    retiring: retiring.map(({ certificate, until }) => ({ certificate, until: new Date(until) })),
  }
}

function toTestReport(text: string): TestReport {
  const { at, ...rest } = JSON.parse(text) as Omit<TestReport, 'at'> & { readonly at: string }
  return { ...rest, at: new Date(at) }
}
