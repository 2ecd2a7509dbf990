import type { Migration } from './migration.ts'

/** Whose sessions are over. */
export const revocations: Migration = {
  id: '0007-revocations',
  statements: [
    ({ schema }) =>
      schema
        .createTable('launchpad_revocations')
        .ifNotExists()
        .addColumn('sequence', 'bigint', (column) => column.notNull().primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('before', 'bigint', (column) => column.notNull()),
    ({ schema }) =>
      schema.createIndex('launchpad_revocations_before').ifNotExists().on('launchpad_revocations').column('before'),
  ],
}
