import type { Migration } from './migration.ts'

/** Pending logins, replay marks, people and whom they are linked to. */
export const loginsAndUsers: Migration = {
  id: '0001-logins-and-users',
  statements: [
    ({ schema }) =>
      schema
        .createTable('launchpad_logins')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('connection_id', 'text', (column) => column.notNull())
        .addColumn('return_to', 'text', (column) => column.notNull())
        .addColumn('memo', 'text', (column) => column.notNull())
        .addColumn('browser_key_hash', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull()),
    ({ schema }) =>
      schema.createIndex('launchpad_logins_expiry').ifNotExists().on('launchpad_logins').column('expires_at'),
    ({ schema }) =>
      schema
        .createTable('launchpad_replays')
        .ifNotExists()
        .addColumn('key_hash', 'text', (column) => column.notNull().primaryKey())
        .addColumn('expires_at', 'bigint', (column) => column.notNull()),
    ({ schema }) =>
      schema.createIndex('launchpad_replays_expiry').ifNotExists().on('launchpad_replays').column('expires_at'),
    ({ schema }) =>
      schema
        .createTable('launchpad_users')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('email', 'text')
        .addColumn('name', 'text')
        .addColumn('first_name', 'text')
        .addColumn('last_name', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('launchpad_users_in_organization', ['organization_id', 'id'])
        .addUniqueConstraint('launchpad_users_email', ['organization_id', 'email']),
    ({ schema }) =>
      schema
        .createTable('launchpad_links')
        .ifNotExists()
        .addColumn('connection_id', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('launchpad_links_subject', ['connection_id', 'subject'])
        .addUniqueConstraint('launchpad_links_user', ['organization_id', 'user_id', 'connection_id'])
        .addForeignKeyConstraint(
          'launchpad_links_of_user',
          ['organization_id', 'user_id'],
          'launchpad_users',
          ['organization_id', 'id'],
          (key) => key.onDelete('cascade'),
        ),
  ],
}
