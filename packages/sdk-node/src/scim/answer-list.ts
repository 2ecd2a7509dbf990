import type { JsonObject } from '../model/json.ts'
import { createSource } from './create-source.ts'
import type { Endpoint, Site } from './endpoint.ts'
import { toCursor, toListMark } from './list-cursor.ts'
import { listPage } from './list-page.ts'
import type { ListQuery } from './list-query.ts'
import { parseFilter } from './parse-filter.ts'
import type { ScimReply } from './scim-request.ts'
import { createSelector } from './select-attributes.ts'
import { compareBy } from './sort-resources.ts'
import type { Source } from './source.ts'
import type { Stored } from './to-resource.ts'

/**
 * A part of the resources of one endpoint.
 *
 * @throws AuthError SCIM_FILTER_INVALID, SCIM_PATH_INVALID, SCIM_VALUE_INVALID, SCIM_CURSOR_INVALID
 * @see RFC 7644, section 3.4.2
 */
export async function answerList<R extends Stored>(
  endpoint: Endpoint<R>,
  query: ListQuery,
  site: Site,
): Promise<ScimReply> {
  const { filter, sortBy, sortOrder } = query
  const source = toSource(endpoint, query, filter, site)
  const compare = sortBy === null ? null : compareBy(sortBy, sortOrder, endpoint.schema)
  return answerPage(source, compare, query, endpoint.name)
}

/** @param filter null: everything @throws AuthError SCIM_FILTER_INVALID, SCIM_VALUE_INVALID */
export function toSource<R extends Stored>(
  endpoint: Endpoint<R>,
  { sortBy, attributes, excludedAttributes }: ListQuery,
  filter: string | null,
  site: Site,
): Source<R> {
  const selector = createSelector({ attributes, excludedAttributes }, endpoint.schema)
  const parsed = filter === null ? null : parseFilter(filter, endpoint.schema)
  return createSource(endpoint, { filter: parsed, sortBy, selector }, site)
}

/** @param name of the list, for cursors */
export async function answerPage<R>(
  source: Source<R>,
  compare: ((a: JsonObject, b: JsonObject) => number) | null,
  query: ListQuery,
  name: string,
): Promise<ScimReply> {
  const mark = toListMark(name, query)
  const { items, total, end } = await listPage(source, compare, query.paging, mark)
  const resources = await source.show(items)
  const { paging } = query
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    itemsPerPage: resources.length,
    ...(paging.type === 'index' && { startIndex: paging.startIndex }),
    ...(paging.type === 'cursor' && end !== null && { nextCursor: toCursor(mark, end) }),
    Resources: resources,
  }
  return { status: 200, headers: {}, body }
}
