import type { Statement } from '../engine.ts'
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

const tables: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_organizations')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('support_contact', 'text')
      .addColumn('parent_id', 'text')
      .addColumn('branding', 'text', (column) => column.notNull())
      .addColumn('locale', 'text')
      .addColumn('settings', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addForeignKeyConstraint('launchpad_organizations_parent', ['parent_id'], 'launchpad_organizations', ['id']),
  ({ schema }) =>
    schema
      .createIndex('launchpad_organizations_subs')
      .ifNotExists()
      .on('launchpad_organizations')
      .columns(['parent_id', 'id']),
]

// Their foreign keys do not cascade: whoever removes an organization has to name what it had, for those who remember it.
const domains: Statement = ({ schema }) =>
  schema
    .createTable('launchpad_domains')
    .ifNotExists()
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('verified_name', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('verification_value', 'text', (column) => column.notNull())
    .addColumn('include_subdomains', 'integer', (column) => column.notNull())
    .addColumn('connection_ids', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('verified_at', 'bigint')
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('launchpad_domains_of_organization', ['organization_id', 'name'])
    .addUniqueConstraint('launchpad_domains_verified', ['verified_name'])
    .addForeignKeyConstraint('launchpad_domains_organization', ['organization_id'], 'launchpad_organizations', ['id'])

const connections: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_connections')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('organization_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('preset', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('sealed_secrets', 'text')
      .addColumn('provisioning', 'text', (column) => column.notNull())
      .addColumn('metadata_refresh', 'text')
      .addColumn('warned', 'text', (column) => column.notNull())
      .addColumn('last_test', 'text')
      .addColumn('due_at', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addForeignKeyConstraint('launchpad_connections_organization', ['organization_id'], 'launchpad_organizations', [
        'id',
      ]),
  ({ schema }) =>
    schema
      .createIndex('launchpad_connections_of_organization')
      .ifNotExists()
      .on('launchpad_connections')
      .columns(['organization_id', 'id']),
  ({ schema }) =>
    schema.createIndex('launchpad_connections_due').ifNotExists().on('launchpad_connections').columns(['due_at', 'id']),
]

const changes: readonly Statement[] = [
  ({ schema }) =>
    schema
      .createTable('launchpad_change_head')
      .ifNotExists()
      .addColumn('id', 'integer', (column) => column.notNull().primaryKey())
      .addColumn('sequence', 'bigint', (column) => column.notNull()),
  ({ schema }) =>
    schema
      .createTable('launchpad_changes')
      .ifNotExists()
      .addColumn('sequence', 'bigint', (column) => column.notNull().primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('organization_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
]

/** Organizations with their domains and connections, what changed of them, and logins that only test a connection. */
export const organizations: Migration = {
  id: '0003-organizations',
  statements: [...tables, domains, ...connections, ...changes, addColumn('launchpad_logins', 'test_id', 'text')],
}
