import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

/** What the directory knows of people, their groups, the roles these give, and who signed in how often. */
export const directory: Migration = {
  id: '0004-directory',
  statements: [
    addColumn('launchpad_users', 'username', 'text'),
    addColumn('launchpad_users', 'username_key', 'text'),
    addColumn('launchpad_users', 'external_id', 'text'),
    addColumn('launchpad_users', 'search_text', 'text'),
    addColumn('launchpad_users', 'role_source', 'text'),
    addColumn('launchpad_users', 'version', 'integer', (column) => column.notNull().defaultTo(1)),
    ({ schema }) =>
      schema
        .createIndex('launchpad_users_username')
        .ifNotExists()
        .unique()
        .on('launchpad_users')
        .columns(['organization_id', 'username_key']),
    ({ schema }) =>
      schema
        .createIndex('launchpad_users_external_id')
        .ifNotExists()
        .unique()
        .on('launchpad_users')
        .columns(['organization_id', 'external_id']),
    // Until now roles were given by hand only.
    (db) =>
      db
        .updateTable('launchpad_users')
        .set({ role_source: 'manual' })
        .where('roles', '<>', '[]')
        .where('role_source', 'is', null),
    ({ schema }) =>
      schema
        .createTable('launchpad_groups')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('connection_id', 'text', (column) => column.notNull())
        .addColumn('external_id', 'text')
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addUniqueConstraint('launchpad_groups_in_organization', ['organization_id', 'id'])
        .addUniqueConstraint('launchpad_groups_name', ['organization_id', 'connection_id', 'name'])
        .addUniqueConstraint('launchpad_groups_external_id', ['organization_id', 'connection_id', 'external_id']),
    ({ schema }) =>
      schema
        .createTable('launchpad_memberships')
        .ifNotExists()
        .addColumn('group_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('launchpad_memberships_of_group', ['group_id', 'user_id'])
        .addForeignKeyConstraint('launchpad_memberships_group', ['group_id'], 'launchpad_groups', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .addForeignKeyConstraint('launchpad_memberships_user', ['user_id'], 'launchpad_users', ['id'], (key) =>
          key.onDelete('cascade'),
        ),
    ({ schema }) =>
      schema
        .createIndex('launchpad_memberships_of_user')
        .ifNotExists()
        .on('launchpad_memberships')
        .columns(['user_id', 'group_id']),
    ({ schema }) =>
      schema
        .createTable('launchpad_role_mappings')
        .ifNotExists()
        .addColumn('group_id', 'text', (column) => column.notNull().primaryKey())
        .addColumn('organization_id', 'text', (column) => column.notNull())
        .addColumn('target_organization_id', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addForeignKeyConstraint(
          'launchpad_role_mappings_group',
          ['organization_id', 'group_id'],
          'launchpad_groups',
          ['organization_id', 'id'],
          (key) => key.onDelete('cascade'),
        ),
    ({ schema }) =>
      schema
        .createIndex('launchpad_role_mappings_of_organization')
        .ifNotExists()
        .on('launchpad_role_mappings')
        .columns(['organization_id', 'group_id']),
    ({ schema }) =>
      schema
        .createIndex('launchpad_role_mappings_target')
        .ifNotExists()
        .on('launchpad_role_mappings')
        .column('target_organization_id'),
    ({ schema }) =>
      schema
        .createTable('launchpad_login_records')
        .ifNotExists()
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('connection_id', 'text', (column) => column.notNull())
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addColumn('last_at', 'bigint', (column) => column.notNull())
        .addColumn('last_ip', 'text')
        .addColumn('last_user_agent', 'text')
        .addPrimaryKeyConstraint('launchpad_login_records_of_user', ['user_id', 'connection_id'])
        .addForeignKeyConstraint('launchpad_login_records_user', ['user_id'], 'launchpad_users', ['id'], (key) =>
          key.onDelete('cascade'),
        ),
  ],
}
