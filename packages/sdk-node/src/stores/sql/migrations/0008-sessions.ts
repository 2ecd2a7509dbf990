import type { Migration } from './migration.ts'

/** Sessions that have begun: for the list of a person's, and for what no cookie has room for. */
export const sessions: Migration = {
  id: '0008-sessions',
  statements: [
    ({ schema }) =>
      schema
        .createTable('launchpad_sessions')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('connection_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('ends_at', 'bigint', (column) => column.notNull())
        .addColumn('ip', 'text')
        .addColumn('user_agent', 'text')
        .addColumn('sealed', 'text')
        .addColumn('version', 'integer', (column) => column.notNull()),
    // In the order of the list, so that only what is answered is read.
    ({ schema }) =>
      schema
        .createIndex('launchpad_sessions_of_user')
        .ifNotExists()
        .on('launchpad_sessions')
        .columns(['organization_id', 'user_id', 'last_seen_at desc', 'id']),
    ({ schema }) =>
      schema.createIndex('launchpad_sessions_end').ifNotExists().on('launchpad_sessions').column('ends_at'),
  ],
}
