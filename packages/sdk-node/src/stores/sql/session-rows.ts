import type { Insertable, Selectable } from 'kysely'
import type { SessionRecord } from '../../model/session-record.ts'
import type { SessionsTable } from './tables/sessions.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const sessionColumns = [
  'id',
  'organization_id',
  'user_id',
  'connection_id',
  'created_at',
  'last_seen_at',
  'expires_at',
  'ends_at',
  'ip',
  'user_agent',
  'sealed',
  'version',
] as const

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function toSessionRow(record: SessionRecord): Insertable<SessionsTable> {
  checkKey('session.id', record.id)
  checkKey('session.organizationId', record.organizationId)
  checkKey('session.userId', record.userId)
  checkKey('session.connectionId', record.connectionId)
  return {
    id: record.id,
    organization_id: record.organizationId,
    user_id: record.userId,
    connection_id: record.connectionId,
    created_at: record.createdAt.getTime(),
    last_seen_at: record.lastSeenAt.getTime(),
    expires_at: record.expiresAt.getTime(),
    ends_at: record.endsAt.getTime(),
    ip: toStorable(record.origin.ip),
    user_agent: toStorable(record.origin.userAgent),
    sealed: record.sealed,
    version: record.version,
  }
}

export function toSessionRecord(row: Selectable<SessionsTable>): SessionRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    userId: row.user_id,
    connectionId: row.connection_id,
    createdAt: toDate(row.created_at),
    lastSeenAt: toDate(row.last_seen_at),
    expiresAt: toDate(row.expires_at),
    endsAt: toDate(row.ends_at),
    origin: { ip: row.ip, userAgent: row.user_agent },
    sealed: row.sealed,
    version: Number(row.version),
  }
}
