import type { Domain } from '../../model/domain.ts'
import type { EventDraft } from '../../model/event.ts'
import type { DomainStore } from '../../ports/organization-store.ts'
import type { Written } from '../written.ts'
import type { Database } from './database.ts'
import { domainColumns, toDomain, toDomainRow } from './domain-rows.ts'
import type { Queries } from './engine.ts'
import type { WriteRecords } from './record-writer.ts'
import { toAnswer } from './to-answer.ts'
import { isKey } from './values.ts'

/** A statement takes a bounded number of values. */
const namesAtOnce = 1000

/** Domains in a table. Every query names the organization, or asks for verified ones, of which a name has one. */
export function sqlDomains(queries: Queries, write: WriteRecords): DomainStore {
  return Object.freeze({
    find: (organizationId, name) => find(queries, organizationId, name),
    list: (organizationId) => list(queries, organizationId),
    findVerified: (names) => findVerified(queries, names),
    listVerified: (filter) => listVerified(queries, filter),
    countVerified: () => countVerified(queries),
    insert: (domain, events) => insert(write, domain, events),
    replace: (domain, events) => replace(write, domain, events),
    remove: (organizationId, name, events) => remove(write, organizationId, name, events),
  } satisfies DomainStore)
}

const selectDomains = (db: Database) => db.selectFrom('launchpad_domains').select(domainColumns)

async function find({ run }: Queries, organizationId: string, name: string): Promise<Domain | null> {
  if (!isKey(organizationId) || !isKey(name)) return null
  const row = await run((db) =>
    selectDomains(db).where('organization_id', '=', organizationId).where('name', '=', name).executeTakeFirst(),
  )
  return row === undefined ? null : toDomain(row)
}

async function list({ run }: Queries, organizationId: string): Promise<readonly Domain[]> {
  if (!isKey(organizationId)) return []
  const rows = await run((db) =>
    selectDomains(db).where('organization_id', '=', organizationId).orderBy('name').execute(),
  )
  return rows.map(toDomain)
}

async function findVerified({ run }: Queries, names: readonly string[]): Promise<readonly Domain[]> {
  const keys = [...new Set(names.filter(isKey))]
  const found: Domain[] = []
  for (let from = 0; from < keys.length; from += namesAtOnce) {
    const some = keys.slice(from, from + namesAtOnce)
    const rows = await run((db) => selectDomains(db).where('verified_name', 'in', some).execute())
    found.push(...rows.map(toDomain))
  }
  return found
}

async function listVerified(
  { run }: Queries,
  { after = '', limit }: Parameters<DomainStore['listVerified']>[0],
): Promise<readonly Domain[]> {
  if (!isKey(after)) return []
  const rows = await run((db) =>
    selectDomains(db).where('verified_name', '>', after).orderBy('verified_name').limit(limit).execute(),
  )
  return rows.map(toDomain)
}

async function countVerified({ run }: Queries): Promise<number> {
  const { count } = await run((db) =>
    db
      .selectFrom('launchpad_domains')
      .select((all) => all.fn.count<number | string>('verified_name').as('count'))
      .where('verified_name', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}

async function insert(
  write: WriteRecords,
  domain: Domain,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const row = toDomainRow(domain)
  return toAnswer(
    write(events, async (transaction) => {
      await transaction.insertInto('launchpad_domains').values(row).execute()
      return [toWritten(domain.organizationId, domain.name)]
    }),
  )
}

async function replace(
  write: WriteRecords,
  domain: Domain,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const { organization_id: organizationId, name, ...rest } = toDomainRow(domain)
  return toAnswer(
    write(events, async (transaction) => {
      const replaced = await transaction
        .updateTable('launchpad_domains')
        .set(rest)
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .where('version', '=', rest.version - 1)
        .returning('name')
        .executeTakeFirst()
      return replaced === undefined ? null : [toWritten(organizationId, name)]
    }),
  )
}

async function remove(
  write: WriteRecords,
  organizationId: string,
  name: string,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  if (!isKey(organizationId) || !isKey(name)) return false
  return write(events, async (transaction) => {
    const removed = await transaction
      .deleteFrom('launchpad_domains')
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .returning('name')
      .executeTakeFirst()
    return removed === undefined ? null : [toWritten(organizationId, name)]
  })
}

const toWritten = (organizationId: string, name: string): Written => ({ kind: 'domain', key: name, organizationId })
