import type { Statement } from '../engine.ts'
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

// No cascade: users stay when their connection goes, and whoever removes it has to release them first.
const users: readonly Statement[] = [
  addColumn('launchpad_users', 'scim_connection_id', 'text', (column) => column.references('launchpad_connections.id')),
  addColumn('launchpad_users', 'scim_attributes', 'text'),
  addColumn('launchpad_users', 'scim_emails', 'text'),
  ({ schema }) =>
    schema
      .createIndex('launchpad_users_scim_username')
      .ifNotExists()
      .unique()
      .on('launchpad_users')
      .columns(['scim_connection_id', 'username_key']),
  ({ schema }) =>
    schema
      .createIndex('launchpad_users_scim_external_id')
      .ifNotExists()
      .unique()
      .on('launchpad_users')
      .columns(['scim_connection_id', 'external_id']),
  ({ schema }) =>
    schema
      .createIndex('launchpad_users_scim')
      .ifNotExists()
      .on('launchpad_users')
      .columns(['scim_connection_id', 'id']),
]

const groups: readonly Statement[] = [
  addColumn('launchpad_groups', 'scim_connection_id', 'text', (column) =>
    column.references('launchpad_connections.id').onDelete('cascade'),
  ),
  addColumn('launchpad_groups', 'scim_attributes', 'text'),
  addColumn('launchpad_groups', 'name_key', 'text'),
  ({ schema }) =>
    schema
      .createIndex('launchpad_groups_scim_name')
      .ifNotExists()
      .on('launchpad_groups')
      .columns(['scim_connection_id', 'name_key', 'id']),
  ({ schema }) =>
    schema
      .createIndex('launchpad_groups_scim')
      .ifNotExists()
      .on('launchpad_groups')
      .columns(['scim_connection_id', 'id']),
]

const emails: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_scim_emails')
      .ifNotExists()
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('email_key', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('launchpad_scim_emails_of_connection', ['connection_id', 'email_key', 'user_id'])
      .addForeignKeyConstraint('launchpad_scim_emails_user', ['user_id'], 'launchpad_users', ['id'], (key) =>
        key.onDelete('cascade'),
      ),
  ({ schema }) =>
    schema.createIndex('launchpad_scim_emails_of_user').ifNotExists().on('launchpad_scim_emails').column('user_id'),
]

const removed: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_scim_removed')
      .ifNotExists()
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('external_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('is_blocked', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('launchpad_scim_removed_of_connection', ['connection_id', 'external_id'])
      .addForeignKeyConstraint(
        'launchpad_scim_removed_connection',
        ['connection_id'],
        'launchpad_connections',
        ['id'],
        (key) => key.onDelete('cascade'),
      ),
  ({ schema }) =>
    schema.createIndex('launchpad_scim_removed_user').ifNotExists().on('launchpad_scim_removed').column('user_id'),
]

const counts: Statement = ({ schema }) =>
  schema
    .createTable('launchpad_scim_counts')
    .ifNotExists()
    .addColumn('connection_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('launchpad_scim_counts_of_connection', ['connection_id', 'kind'])
    .addForeignKeyConstraint(
      'launchpad_scim_counts_connection',
      ['connection_id'],
      'launchpad_connections',
      ['id'],
      (key) => key.onDelete('cascade'),
    )

const tokens: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_scim_tokens')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('organization_id', 'text', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('last_used_at', 'bigint')
      .addUniqueConstraint('launchpad_scim_tokens_hash', ['hash'])
      .addForeignKeyConstraint(
        'launchpad_scim_tokens_connection',
        ['connection_id'],
        'launchpad_connections',
        ['id'],
        (key) => key.onDelete('cascade'),
      ),
  ({ schema }) =>
    schema
      .createIndex('launchpad_scim_tokens_of_connection')
      .ifNotExists()
      .on('launchpad_scim_tokens')
      .columns(['connection_id', 'id']),
]

/** What SCIM clients keep: their users and groups, how these are found and counted, who was removed, and their tokens. */
export const scim: Migration = {
  id: '0005-scim',
  statements: [...users, ...groups, ...emails, ...removed, counts, ...tokens],
}
