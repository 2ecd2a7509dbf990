import type { EventDraft } from '../../model/event.ts'
import type { OrganizationRecord } from '../../model/organization.ts'
import type { OrganizationStore } from '../../ports/organization-store.ts'
import type { Written } from '../written.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { isForeignKeyViolation } from './failures.ts'
import { forgetDirectoryOf } from './forget-directory.ts'
import { forgetEndpointsOf } from './forget-endpoints.ts'
import { organizationColumns, toOrganization, toOrganizationRow } from './organization-rows.ts'
import type { WriteRecords } from './record-writer.ts'
import { toAnswer } from './to-answer.ts'
import { retry } from './retry.ts'
import { isKey } from './values.ts'

/** Organizations in a table. */
export function sqlOrganizations(queries: Queries, write: WriteRecords): OrganizationStore {
  return Object.freeze({
    find: (organizationId) => find(queries, organizationId),
    list: (filter) => list(queries, filter),
    insert: (organization, events) => insert(write, organization, events),
    replace: (organization, events) => replace(write, organization, events),
    remove: async (organizationId, events) => {
      if (!isKey(organizationId)) return false
      // Who adds to an organization while it goes makes the last step fail; the next try removes that too.
      const step = (): Promise<boolean> => write(events, (transaction) => remove(transaction, organizationId))
      const removed = await retry(step, isForeignKeyViolation)
      if (removed) await forgetLate(queries, organizationId)
      return removed
    },
  } satisfies OrganizationStore)
}

async function find({ run }: Queries, organizationId: string): Promise<OrganizationRecord | null> {
  if (!isKey(organizationId)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_organizations')
      .select(organizationColumns)
      .where('id', '=', organizationId)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toOrganization(row)
}

async function list(
  { run }: Queries,
  { parentId, after = '', limit }: Parameters<OrganizationStore['list']>[0],
): Promise<readonly OrganizationRecord[]> {
  if (!isKey(parentId ?? '') || !isKey(after)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_organizations')
      .select(organizationColumns)
      .$if(parentId === null, (query) => query.where('parent_id', 'is', null))
      .$if(typeof parentId === 'string', (query) => query.where('parent_id', '=', parentId ?? ''))
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  return rows.map(toOrganization)
}

async function insert(
  write: WriteRecords,
  organization: OrganizationRecord,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const row = toOrganizationRow(organization)
  return toAnswer(
    write(events, async (transaction) => {
      await transaction.insertInto('launchpad_organizations').values(row).execute()
      return [toWritten(row.id)]
    }),
  )
}

async function replace(
  write: WriteRecords,
  organization: OrganizationRecord,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const { id, ...rest } = toOrganizationRow(organization)
  return toAnswer(
    write(events, async (transaction) => {
      const replaced = await transaction
        .updateTable('launchpad_organizations')
        .set(rest)
        .where('id', '=', id)
        .where('version', '=', rest.version - 1)
        .returning('id')
        .executeTakeFirst()
      return replaced === undefined ? null : [toWritten(id)]
    }),
  )
}

/** Writing to its row first makes everyone wait who replaces or removes it meanwhile. */
async function remove(transaction: Database, id: string): Promise<readonly Written[] | null> {
  const locked = await transaction
    .updateTable('launchpad_organizations')
    .set((row) => ({ version: row.ref('version') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (locked === undefined || (await hasSubs(transaction, id))) return null
  const domains = await transaction
    .deleteFrom('launchpad_domains')
    .where('organization_id', '=', id)
    .returning('name')
    .execute()
  await forgetDirectoryOf(transaction, id)
  await forgetEndpointsOf(transaction, id)
  const connections = await transaction
    .deleteFrom('launchpad_connections')
    .where('organization_id', '=', id)
    .returning('id')
    .execute()
  await transaction.deleteFrom('launchpad_organizations').where('id', '=', id).execute()
  return [
    ...domains.map(({ name }): Written => ({ kind: 'domain', key: name, organizationId: id })),
    ...connections.map((one): Written => ({ kind: 'connection', key: one.id, organizationId: id })),
    toWritten(id),
  ]
}

/** People, groups and endpoints do not need an organization in the store, so nothing fails when they are written while it goes. */
async function forgetLate({ transact }: Queries, id: string): Promise<void> {
  await transact(async (transaction) => {
    const again = await transaction
      .selectFrom('launchpad_organizations')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (again !== undefined) return
    await forgetDirectoryOf(transaction, id)
    await forgetEndpointsOf(transaction, id)
  })
}

async function hasSubs(transaction: Database, id: string): Promise<boolean> {
  const sub = await transaction
    .selectFrom('launchpad_organizations')
    .select('id')
    .where('parent_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return sub !== undefined
}

const toWritten = (id: string): Written => ({ kind: 'organization', key: id, organizationId: id })
