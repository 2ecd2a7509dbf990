import { sql } from 'kysely'
import type { EventDraft } from '../../model/event.ts'
import type { Group, Membership } from '../../model/group.ts'
import type { Groups } from '../../ports/directory-store.ts'
import { batchesOf } from './batches-of.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { groupColumns, toGroup } from './group-rows.ts'
import { checkKey, isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** What each of the users is in. */
export async function listGroupsOfUsers(
  { run }: Queries,
  userIds: readonly string[],
): Promise<readonly { readonly userId: string; readonly group: Group }[]> {
  const found: { readonly userId: string; readonly group: Group }[] = []
  for (const some of batchesOf([...new Set(userIds)].filter(isKey))) {
    const rows = await run((db) =>
      db
        .selectFrom('launchpad_memberships')
        .innerJoin('launchpad_groups', 'launchpad_groups.id', 'launchpad_memberships.group_id')
        .select(['user_id', ...groupColumns])
        .where('user_id', 'in', some)
        .execute(),
    )
    found.push(...rows.map((row) => ({ userId: row.user_id, group: toGroup(row) })))
  }
  return found.toSorted((one, other) => compare(one.userId, other.userId) || compare(one.group.id, other.group.id))
}

/** A page of who is in a group. */
export async function listMembers(
  { run }: Queries,
  { groupId, after = '', limit }: Parameters<Groups['listMembers']>[0],
): Promise<readonly string[]> {
  if (!isKey(groupId) || !isKey(after)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_memberships')
      .select('user_id')
      .where('group_id', '=', groupId)
      .where('user_id', '>', after)
      .orderBy('user_id')
      .limit(limit)
      .execute(),
  )
  return rows.map((row) => row.user_id)
}

/** How many are in a group. */
export async function countMembers({ run }: Queries, groupId: string): Promise<number> {
  if (!isKey(groupId)) return 0
  const { count } = await run((db) =>
    db
      .selectFrom('launchpad_memberships')
      .select((query) => query.fn.countAll().as('count'))
      .where('group_id', '=', groupId)
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}

/** Which of these users are in a group. */
export async function listInside(
  { run }: Queries,
  groupId: string,
  userIds: readonly string[],
): Promise<readonly string[]> {
  if (!isKey(groupId)) return []
  const inside: string[] = []
  for (const some of batchesOf([...new Set(userIds)].filter(isKey))) {
    const rows = await run((db) =>
      db
        .selectFrom('launchpad_memberships')
        .select('user_id')
        .where('group_id', '=', groupId)
        .where('user_id', 'in', some)
        .execute(),
    )
    inside.push(...rows.map((row) => row.user_id))
  }
  return inside
}

/** Memberships that go and come. */
export type MembersChange = Parameters<Groups['change']>[0]

/** Groups and users that are there. */
export async function changeMembers(
  queries: Queries,
  change: MembersChange,
  events?: readonly EventDraft[],
): Promise<boolean> {
  checkMembers(change)
  return writeWith(queries, events, async (transaction) => {
    await writeMembers(transaction, change)
    return true
  })
}

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function checkMembers({ add }: MembersChange): void {
  for (const { groupId, userId } of add) {
    checkKey('membership.groupId', groupId)
    checkKey('membership.userId', userId)
  }
}

/** Rows that go and rows that come, without a look at the others. That a row's group and user are there, its keys say. */
export async function writeMembers(transaction: Database, { add, remove }: MembersChange): Promise<void> {
  for (const some of batchesOf(inOrder(remove.filter(isMembership)))) await removeRows(transaction, some)
  for (const some of batchesOf(inOrder(add)))
    await transaction
      .insertInto('launchpad_memberships')
      .values(some.map(({ groupId, userId }) => ({ group_id: groupId, user_id: userId })))
      .onConflict((same) => same.columns(['group_id', 'user_id']).doNothing())
      .execute()
}

/** `values` and not a list of pairs: SQLite compares rows with a query only. */
async function removeRows(transaction: Database, memberships: readonly Membership[]): Promise<void> {
  const pairs = sql.join(memberships.map(({ groupId, userId }) => sql`(${groupId}, ${userId})`))
  await transaction
    .deleteFrom('launchpad_memberships')
    .where(sql<boolean>`(group_id, user_id) in (values ${pairs})`)
    .execute()
}

const isMembership = ({ groupId, userId }: Membership): boolean => isKey(groupId) && isKey(userId)
const compare = (one: string, other: string): number => Number(one > other) - Number(one < other)

/** Always in the same order, so that two that change the same groups do not wait for each other. */
function inOrder(memberships: readonly Membership[]): readonly Membership[] {
  return memberships.toSorted((one, other) => compare(one.groupId, other.groupId) || compare(one.userId, other.userId))
}
