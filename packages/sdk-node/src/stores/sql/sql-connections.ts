import type { ConnectionRecord } from '../../model/connection-record.ts'
import type { EventDraft } from '../../model/event.ts'
import type { ConnectionStore } from '../../ports/organization-store.ts'
import type { Written } from '../written.ts'
import { connectionColumns, toConnection, toConnectionRow } from './connection-rows.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { isForeignKeyViolation } from './failures.ts'
import { forgetConnectionIn } from './forget-directory.ts'
import type { WriteRecords } from './record-writer.ts'
import { retry } from './retry.ts'
import { toAnswer } from './to-answer.ts'
import { isKey } from './values.ts'

/** Connections in a table. */
export function sqlConnections(queries: Queries, write: WriteRecords): ConnectionStore {
  return Object.freeze({
    find: (connectionId) => find(queries, connectionId),
    list: (organizationId) => list(queries, organizationId),
    listDue: (now, limit) => listDue(queries, now, limit),
    insert: (connection, events) => insert(write, connection, events),
    replace: (connection, events) => replace(write, connection, events),
    remove: (organizationId, connectionId, events) => remove(write, organizationId, connectionId, events),
  } satisfies ConnectionStore)
}

const selectConnections = (db: Database) => db.selectFrom('launchpad_connections').select(connectionColumns)

async function find({ run }: Queries, connectionId: string): Promise<ConnectionRecord | null> {
  if (!isKey(connectionId)) return null
  const row = await run((db) => selectConnections(db).where('id', '=', connectionId).executeTakeFirst())
  return row === undefined ? null : toConnection(row)
}

async function list({ run }: Queries, organizationId: string): Promise<readonly ConnectionRecord[]> {
  if (!isKey(organizationId)) return []
  const rows = await run((db) =>
    selectConnections(db).where('organization_id', '=', organizationId).orderBy('id').execute(),
  )
  return rows.map(toConnection)
}

async function listDue({ run }: Queries, now: Date, limit: number): Promise<readonly ConnectionRecord[]> {
  const rows = await run((db) =>
    selectConnections(db).where('due_at', '<=', now.getTime()).orderBy('due_at').orderBy('id').limit(limit).execute(),
  )
  return rows.map(toConnection)
}

async function insert(
  write: WriteRecords,
  connection: ConnectionRecord,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const row = toConnectionRow(connection)
  return toAnswer(
    write(events, async (transaction) => {
      await transaction.insertInto('launchpad_connections').values(row).execute()
      return [toWritten(row.organization_id, row.id)]
    }),
  )
}

async function replace(
  write: WriteRecords,
  connection: ConnectionRecord,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const { id, organization_id: organizationId, ...rest } = toConnectionRow(connection)
  return write(events, async (transaction) => {
    const replaced = await transaction
      .updateTable('launchpad_connections')
      .set(rest)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('version', '=', rest.version - 1)
      .returning('id')
      .executeTakeFirst()
    return replaced === undefined ? null : [toWritten(organizationId, id)]
  })
}

async function remove(
  write: WriteRecords,
  organizationId: string,
  connectionId: string,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  if (!isKey(organizationId) || !isKey(connectionId)) return false
  const step = async (transaction: Database): Promise<readonly Written[] | null> => {
    const locked = await transaction
      .updateTable('launchpad_connections')
      .set((row) => ({ version: row.ref('version') }))
      .where('organization_id', '=', organizationId)
      .where('id', '=', connectionId)
      .returning('id')
      .executeTakeFirst()
    if (locked === undefined) return null
    await forgetConnectionIn(transaction, organizationId, connectionId)
    await transaction.deleteFrom('launchpad_connections').where('id', '=', connectionId).execute()
    return [toWritten(organizationId, connectionId)]
  }
  // A user whom its SCIM client adds while it goes makes the last step fail; the next try releases that one too.
  return retry(() => write(events, step), isForeignKeyViolation)
}

const toWritten = (organizationId: string, id: string): Written => ({ kind: 'connection', key: id, organizationId })
