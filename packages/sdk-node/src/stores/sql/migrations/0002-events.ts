import type { Migration } from './migration.ts'

/** The log of what happened, and where each organization's ends. */
export const events: Migration = {
  id: '0002-events',
  statements: [
    ({ schema }) =>
      schema
        .createTable('launchpad_event_heads')
        .ifNotExists()
        .addColumn('organization_id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull()),
    ({ schema }) =>
      schema
        .createTable('launchpad_events')
        .ifNotExists()
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('occurred_at', 'bigint', (column) => column.notNull())
        .addColumn('actor_type', 'text', (column) => column.notNull())
        .addColumn('actor_id', 'text')
        .addColumn('target_type', 'text', (column) => column.notNull())
        .addColumn('target_id', 'text', (column) => column.notNull())
        .addColumn('ip', 'text')
        .addColumn('user_agent', 'text')
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('data', 'text', (column) => column.notNull())
        .addColumn('previous_hash', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('launchpad_events_in_order', ['organization_id', 'sequence']),
    ({ schema }) =>
      schema
        .createIndex('launchpad_events_target')
        .ifNotExists()
        .on('launchpad_events')
        .columns(['organization_id', 'target_id', 'sequence']),
  ],
}
