import type { Insertable, Selectable } from 'kysely'
import type { EventDraft } from '../../model/event.ts'
import type { ScimToken } from '../../model/scim-token.ts'
import type { ScimTokens } from '../../ports/scim-store.ts'
import type { Queries } from './engine.ts'
import type { ScimTokensTable } from './tables/scim.ts'
import { checkKey, isKey, toDate, toStorable } from './values.ts'
import { writeWith } from './write-with.ts'

/** SCIM tokens in a table, from which they go with their connection. */
export function sqlScimTokens(queries: Queries): ScimTokens {
  return Object.freeze({
    insert: (token, events) => insert(queries, token, events),
    findByHash: (hash) => findByHash(queries, hash),
    list: (organizationId, connectionId) => list(queries, organizationId, connectionId),
    touch: (tokenId, at) => touch(queries, tokenId, at),
    remove: (organizationId, connectionId, tokenId, events) =>
      remove(queries, [organizationId, connectionId, tokenId], events),
  } satisfies ScimTokens)
}

/** By name and never `*`: a newer version may have added columns. */
const columns = [
  'id',
  'organization_id',
  'connection_id',
  'hash',
  'name',
  'scopes',
  'created_at',
  'created_by',
  'expires_at',
  'last_used_at',
] as const

async function insert(queries: Queries, token: ScimToken, events?: readonly EventDraft[]): Promise<boolean> {
  const row = toRow(token)
  return writeWith(queries, events, async (transaction) => {
    const connection = await transaction
      .selectFrom('launchpad_connections')
      .select('id')
      .where('id', '=', row.connection_id)
      .where('organization_id', '=', row.organization_id)
      .executeTakeFirst()
    if (connection === undefined) return false
    await transaction.insertInto('launchpad_scim_tokens').values(row).execute()
    return true
  })
}

async function findByHash({ run }: Queries, hash: string): Promise<ScimToken | null> {
  if (!isKey(hash)) return null
  const row = await run((db) =>
    db.selectFrom('launchpad_scim_tokens').select(columns).where('hash', '=', hash).executeTakeFirst(),
  )
  return row === undefined ? null : toToken(row)
}

async function list({ run }: Queries, organizationId: string, connectionId: string): Promise<readonly ScimToken[]> {
  if (!isKey(organizationId) || !isKey(connectionId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_scim_tokens')
      .select(columns)
      .where('connection_id', '=', connectionId)
      .where('organization_id', '=', organizationId)
      .orderBy('id')
      .execute(),
  )
  return rows.map(toToken)
}

/** Never back: of two that note it at once, the later use stays. */
async function touch({ run }: Queries, tokenId: string, at: Date): Promise<void> {
  if (!isKey(tokenId)) return
  await run((db) =>
    db
      .updateTable('launchpad_scim_tokens')
      .set({ last_used_at: at.getTime() })
      .where('id', '=', tokenId)
      .where((token) => token.or([token('last_used_at', 'is', null), token('last_used_at', '<', at.getTime())]))
      .execute(),
  )
}

async function remove(
  queries: Queries,
  [organizationId, connectionId, tokenId]: readonly [string, string, string],
  events?: readonly EventDraft[],
): Promise<boolean> {
  if (![organizationId, connectionId, tokenId].every(isKey)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_scim_tokens')
      .where('id', '=', tokenId)
      .where('connection_id', '=', connectionId)
      .where('organization_id', '=', organizationId)
      .returning('id')
      .executeTakeFirst()
    return gone !== undefined
  })
}

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
function toRow(token: ScimToken): Insertable<ScimTokensTable> {
  checkKey('token.id', token.id)
  checkKey('token.organizationId', token.organizationId)
  checkKey('token.connectionId', token.connectionId)
  checkKey('token.hash', token.hash)
  return {
    id: token.id,
    organization_id: token.organizationId,
    connection_id: token.connectionId,
    hash: token.hash,
    name: toStorable(token.name),
    scopes: JSON.stringify(token.scopes),
    created_at: token.createdAt.getTime(),
    created_by: JSON.stringify(token.createdBy),
    expires_at: token.expiresAt?.getTime() ?? null,
    last_used_at: token.lastUsedAt?.getTime() ?? null,
  }
}

/** The row as it was given. */
function toToken(row: Selectable<ScimTokensTable>): ScimToken {
  return {
    id: row.id,
    organizationId: row.organization_id,
    connectionId: row.connection_id,
    hash: row.hash,
    name: row.name,
    scopes: JSON.parse(row.scopes) as ScimToken['scopes'],
    createdAt: toDate(row.created_at),
    createdBy: JSON.parse(row.created_by) as ScimToken['createdBy'],
    expiresAt: row.expires_at === null ? null : toDate(row.expires_at),
    lastUsedAt: row.last_used_at === null ? null : toDate(row.last_used_at),
  }
}
