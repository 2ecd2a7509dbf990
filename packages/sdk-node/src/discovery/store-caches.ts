import type { Connection, SamlConnection } from '../model/connection.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import { toOrganization, type Organization, type OrganizationRecord } from '../model/organization.ts'
import type { ConnectionSummary, ReadRecord } from '../ports/connections.ts'
import type { Change } from '../ports/organization-store.ts'
import type { Store } from '../ports/store.ts'
import { createReadCache, type ReadCache } from './read-cache.ts'

/** Parsed connections, keys and certificates with them, take a few kilobytes each; the others a few hundred bytes. */
const maxConnections = 10_000
const maxOrganizations = 50_000

/** What is kept of a connection's record. */
export interface KnownConnection {
  readonly record: Pick<ConnectionRecord, 'organizationId' | 'version' | 'updatedAt'>
  readonly summary: ConnectionSummary
  /** Null while it is not complete. */
  readonly connection: Connection | null
  readonly serviceProvider: SamlConnection | null
  readonly problems: readonly string[]
  /** When one of its certificates retires: then the record has to be read again. Null: never. */
  readonly until: Date | null
}

/** What is kept of an organization's record. */
export interface KnownOrganization extends Pick<OrganizationRecord, 'parentId' | 'settings'> {
  readonly organization: Organization
}

/** What was read of the store lately. */
export interface StoreCaches {
  readonly connections: ReadCache<KnownConnection>
  readonly organizations: ReadCache<KnownOrganization>
  /** The active connections of an organization. */
  readonly active: ReadCache<readonly ConnectionSummary[]>
  /** False when time alone has changed what the record says. */
  readonly isCurrent: (known: KnownConnection) => boolean
  readonly evict: (changes: readonly Change[]) => void
  readonly clear: () => void
}

/** @param getReadRecord loads what reads records; the first record needs it. */
export function createStoreCaches(
  store: Pick<Store, 'organizations' | 'connections'>,
  getReadRecord: () => Promise<ReadRecord>,
  now: () => Date,
): StoreCaches {
  const isCurrent = ({ until }: KnownConnection): boolean => until === null || until > now()
  const organizations = createReadCache<KnownOrganization>(async (id) => {
    const record = await store.organizations.find(id)
    return record && toKnownOrganization(record)
  }, maxOrganizations)
  const connections = createReadCache<KnownConnection>(async (id, known) => {
    const record = await store.connections.find(id)
    if (record === null) return null
    if (known !== null && isSame(record, known.record) && isCurrent(known)) return known
    const owner = await organizations.get(record.organizationId)
    return owner && toKnownConnection(record, owner.organization, await getReadRecord(), now())
  }, maxConnections)
  const active = createReadCache<readonly ConnectionSummary[]>(async (organizationId) => {
    const [owner, records] = await Promise.all([
      organizations.get(organizationId),
      store.connections.list(organizationId),
    ])
    if (owner === null) return null
    return records.filter(({ status }) => status === 'active').map((record) => toSummary(record, owner.organization))
  }, maxOrganizations)
  return Object.freeze({
    connections,
    organizations,
    active,
    isCurrent,
    evict: (changes) => evict(changes, { connections, organizations, active }),
    clear: () => {
      for (const cache of [connections, organizations, active]) cache.clear()
    },
  } satisfies StoreCaches)
}

function evict(
  changes: readonly Change[],
  { connections, organizations, active }: Pick<StoreCaches, 'connections' | 'organizations' | 'active'>,
): void {
  const changed = new Set<string>()
  for (const { kind, key, organizationId } of changes) {
    if (kind === 'domain') continue
    active.evict(organizationId)
    if (kind === 'connection') connections.evict(key)
    else {
      organizations.evict(key)
      changed.add(key)
    }
  }
  // A connection carries its organization.
  if (changed.size > 0) connections.evictWhere(({ summary }) => changed.has(summary.organization.id))
}

function toKnownOrganization(record: OrganizationRecord): KnownOrganization {
  const { parentId, settings } = record
  return { organization: toOrganization(record), parentId, settings }
}

function toKnownConnection(
  record: ConnectionRecord,
  organization: Organization,
  readRecord: ReadRecord,
  now: Date,
): KnownConnection {
  const { connection, serviceProvider = null, problems } = readRecord(record, organization)
  const ends = (record.metadataRefresh?.retiring ?? []).map(({ until }) => until).filter((until) => until > now)
  const [until = null] = ends.toSorted((one, other) => one.getTime() - other.getTime())
  const { organizationId, version, updatedAt } = record
  return {
    record: { organizationId, version, updatedAt },
    summary: toSummary(record, organization),
    connection,
    serviceProvider,
    problems,
    until,
  }
}

/** Versions begin anew when a connection is removed and another one gets its id. */
function isSame(one: KnownConnection['record'], other: KnownConnection['record']): boolean {
  return (
    one.version === other.version &&
    one.organizationId === other.organizationId &&
    one.updatedAt.getTime() === other.updatedAt.getTime()
  )
}

function toSummary({ id, name, status }: ConnectionRecord, organization: Organization): ConnectionSummary {
  return Object.freeze({ id, name, status, organization })
}
