import { sql, type RawBuilder } from 'kysely'
import type { Statement } from '../engine.ts'
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

/** An index of the deliveries that need it: most have arrived, and cost nothing but their row. */
function indexDeliveries(name: string, columns: readonly string[], where: RawBuilder<boolean>): Statement {
  return ({ schema }) =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('launchpad_deliveries')
      .columns([...columns])
      .where(where)
}

const marks: readonly Statement[] = [
  addColumn('launchpad_event_heads', 'handed_out', 'bigint'),
  // Nobody was told of what happened until now, and whoever asks to be told from now on does not mean years ago.
  (db) =>
    db
      .updateTable('launchpad_event_heads')
      .set({ handed_out: sql<number>`sequence` })
      .where('handed_out', 'is', null),
  // Null is what a version before wrote, and whoever begins a log.
  ({ schema }) =>
    schema
      .createIndex('launchpad_event_heads_behind')
      .ifNotExists()
      .on('launchpad_event_heads')
      .column('organization_id')
      .where(sql<boolean>`sequence > coalesce(handed_out, 0)`),
]

const endpoints: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_webhook_endpoints')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('organization_id', 'text')
      .addColumn('name', 'text')
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('transport', 'text', (column) => column.notNull())
      .addColumn('url', 'text')
      .addColumn('types', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('disabled_reason', 'text')
      .addColumn('sealed_secrets', 'text')
      .addColumn('token_hash', 'text')
      .addColumn('last_success_at', 'bigint')
      .addColumn('failing_since', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull()),
  ({ schema }) =>
    schema
      .createIndex('launchpad_webhook_endpoints_of_organization')
      .ifNotExists()
      .on('launchpad_webhook_endpoints')
      .columns(['organization_id', 'id']),
]

const deliveries: Statement = ({ schema }) =>
  schema
    .createTable('launchpad_deliveries')
    .ifNotExists()
    .addColumn('endpoint_id', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('lane', 'text')
    .addColumn('transport', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint')
    .addColumn('ready_at', 'bigint')
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('launchpad_deliveries_of_endpoint', ['endpoint_id', 'organization_id', 'sequence'])
    .addForeignKeyConstraint(
      'launchpad_deliveries_endpoint',
      ['endpoint_id'],
      'launchpad_webhook_endpoints',
      ['id'],
      (key) => key.onDelete('cascade'),
    )

// None of those who take or wake has a choice of two. A planner that last looked when nothing was on its way believes that each
// of these is empty, and would read all of the wrong one.
const indexes: readonly Statement[] = [
  indexDeliveries('launchpad_deliveries_ready', ['queue', 'ready_at'], sql<boolean>`ready_at is not null`),
  indexDeliveries('launchpad_deliveries_in_lane', ['lane', 'sequence'], sql<boolean>`lane is not null`),
  indexDeliveries(
    'launchpad_deliveries_not_arrived',
    ['endpoint_id', 'organization_id', 'sequence'],
    sql<boolean>`status <> 'delivered'`,
  ),
  indexDeliveries('launchpad_deliveries_arrived', ['settled_at'], sql<boolean>`status = 'delivered'`),
]

/** Who is told what happens, how far each organization's log was handed out to them, and what is on its way. */
export const webhooks: Migration = {
  id: '0006-webhooks',
  statements: [...marks, ...endpoints, deliveries, ...indexes],
}
