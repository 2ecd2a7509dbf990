import type { Group } from '../model/group.ts'
import type { JsonObject } from '../model/json.ts'
import type { User } from '../model/user.ts'
import { AuthError } from '../model/auth-error.ts'
import { answerPage, toSource } from './answer-list.ts'
import type { Endpoint, Site } from './endpoint.ts'
import { joinSources } from './join-sources.ts'
import type { ListQuery } from './list-query.ts'
import type { ScimReply } from './scim-request.ts'
import { compareBy } from './sort-resources.ts'

/** Both types of resources. */
export interface Endpoints {
  readonly users: Endpoint<User>
  readonly groups: Endpoint<Group>
}

/**
 * A part of all users and groups. What a filter or an order says nothing of for one type, it leaves out, or puts where values are missing.
 *
 * @throws AuthError as for one endpoint
 * @see RFC 7644, sections 3.4.2.1 and 3.4.3
 */
export async function answerRootList({ users, groups }: Endpoints, query: ListQuery, site: Site): Promise<ScimReply> {
  const compare = findCompare({ users, groups }, query)
  const ofUsers = attempt(() => toSource(users, query, query.filter, site), 'SCIM_FILTER_INVALID')
  const ofGroups = attempt(() => toSource(groups, query, query.filter, site), 'SCIM_FILTER_INVALID')
  if ('value' in ofUsers)
    return 'value' in ofGroups
      ? answerPage(joinSources(ofUsers.value, ofGroups.value), compare, query, '')
      : answerPage(ofUsers.value, compare, query, '')
  if ('value' in ofGroups) return answerPage(ofGroups.value, compare, query, '')
  throw ofUsers.error
}

function findCompare(
  { users, groups }: Endpoints,
  { sortBy, sortOrder }: ListQuery,
): ((a: JsonObject, b: JsonObject) => number) | null {
  if (sortBy === null) return null
  const byUsers = attempt(() => compareBy(sortBy, sortOrder, users.schema), 'SCIM_PATH_INVALID')
  return 'value' in byUsers ? byUsers.value : compareBy(sortBy, sortOrder, groups.schema)
}

/** What fails with that code is not for this type of resource. */
function attempt<T>(run: () => T, code: AuthError['code']): { readonly value: T } | { readonly error: AuthError } {
  try {
    return { value: run() }
  } catch (error) {
    if (error instanceof AuthError && error.code === code) return { error }
    throw error
  }
}
