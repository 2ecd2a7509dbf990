import type { LoginRecord, User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import { findMainOrganization } from './find-main-organization.ts'
import { listFamily } from './families.ts'
import { cutPage, parseLimit, toCursorParser, toPageRequest } from './page.ts'
import { parseFields } from './parse-fields.ts'
import { parseUserQuery } from './parse-user.ts'
import { parseId } from './parse-values.ts'

/** @throws AuthError REQUEST_INVALID */
export async function listUsers(
  store: Store,
  organizationId: string,
  given: unknown,
): Promise<{ readonly users: readonly User[]; readonly cursor: string | null }> {
  const list = ['users', organizationId]
  const { includeSubOrganizations = false, includeWithoutRole = false, ...query } = parseUserQuery(given, list)
  const { statuses, search = '' } = query
  const page = toPageRequest(query)
  const { main, ids } = includeSubOrganizations
    ? await listFamily(store, organizationId)
    : { main: await findMainOrganization(store.organizations, organizationId), ids: [organizationId] }
  const found = await store.users.list({
    ...page,
    organizationIds: ids,
    withRole: main.settings.roleRequired && !includeWithoutRole,
    ...(statuses !== undefined && { statuses }),
    ...(search !== '' && { search }),
  })
  const { items, cursor } = cutPage(found, page, list, ({ id }) => id)
  return { users: items, cursor }
}

interface LoginQuery {
  readonly connectionId?: string
  readonly after?: string
  readonly limit?: number
}

/** @throws AuthError REQUEST_INVALID */
export async function listLogins(
  store: Store,
  organizationId: string,
  given: unknown,
): Promise<{ readonly logins: readonly LoginRecord[]; readonly cursor: string | null }> {
  const list = ['logins', organizationId]
  const { connectionId, ...query } = parseFields<LoginQuery>('query', given, {
    connectionId: parseId,
    after: toCursorParser(list),
    limit: parseLimit,
  })
  const page = toPageRequest(query)
  const found = await store.loginRecords.list({
    ...page,
    organizationId,
    ...(connectionId !== undefined && { connectionId }),
  })
  // A page counts people, and somebody may have signed in by several connections.
  const userIds = [...new Set(found.map(({ userId }) => userId))]
  const { items, cursor } = cutPage(userIds, page, list, (userId) => userId)
  const onPage = new Set(items)
  return { logins: found.filter(({ userId }) => onPage.has(userId)), cursor }
}
