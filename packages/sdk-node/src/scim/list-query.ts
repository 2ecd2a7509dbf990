import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'

/** Which part of a list is wanted. @see RFC 7644, section 3.4.2.4, and RFC 9865 */
export type Paging =
  | { readonly type: 'index'; readonly startIndex: number; readonly count: number }
  /** `cursor` empty: from the beginning. */
  | { readonly type: 'cursor'; readonly cursor: string; readonly count: number }

/** What a list is asked for, as query parameters or in the body of a `.search`. */
export interface ListQuery {
  readonly filter: string | null
  readonly sortBy: string | null
  readonly sortOrder: 'ascending' | 'descending'
  readonly attributes: string | readonly string[] | null
  readonly excludedAttributes: string | readonly string[] | null
  readonly paging: Paging
}

export const defaultCount = 100
export const maxCount = 1000
const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** @throws AuthError SCIM_VALUE_INVALID */
export function parseQuery(query: URLSearchParams): ListQuery {
  return build((name) => query.get(name))
}

/**
 * The same from the body of a `.search`.
 *
 * @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID
 * @see RFC 7644, section 3.4.3
 */
export function parseSearch(body: unknown): ListQuery {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AuthError('SCIM_SYNTAX_INVALID', 'wanted a SearchRequest, got something that is no object')
  const fields = new Map<string, unknown>(Object.entries(body))
  const schemas = fields.get('schemas')
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.includes(searchRequest)))
    throw new AuthError('SCIM_SYNTAX_INVALID', `schemas: wanted ['${searchRequest}'], got something else`)
  return build((name) => fields.get(name) ?? null)
}

function build(get: (name: string) => unknown): ListQuery {
  return {
    filter: parseText(get('filter'), 'filter'),
    sortBy: parseText(get('sortBy'), 'sortBy'),
    sortOrder: parseOrder(get('sortOrder')),
    attributes: parseNames(get('attributes'), 'attributes'),
    excludedAttributes: parseNames(get('excludedAttributes'), 'excludedAttributes'),
    paging: parsePaging(get('cursor'), get('startIndex'), get('count')),
  }
}

function parsePaging(cursor: unknown, startIndex: unknown, count: unknown): Paging {
  const wanted =
    parseInteger(count, 'count', cursor === null ? 'SCIM_VALUE_INVALID' : 'SCIM_COUNT_INVALID') ?? defaultCount
  if (cursor === null)
    return {
      type: 'index',
      // Less than 1 is 1, and a negative count is 0: RFC 7644, table 6.
      startIndex: Math.max(1, parseInteger(startIndex, 'startIndex') ?? 1),
      count: Math.min(maxCount, Math.max(0, wanted)),
    }
  if (typeof cursor !== 'string') throw new AuthError('SCIM_CURSOR_INVALID', 'cursor: wanted text, got something else')
  if (wanted < 1)
    throw new AuthError('SCIM_COUNT_INVALID', `count: wanted 1 to ${maxCount} with a cursor, got ${wanted}`)
  return { type: 'cursor', cursor, count: Math.min(maxCount, wanted) }
}

function parseInteger(value: unknown, name: string, code: AuthErrorCode = 'SCIM_VALUE_INVALID'): number | null {
  if (value === null || value === '') return null
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && /^[+-]?\d{1,15}$/.test(text)) return Number(text)
  throw new AuthError(code, `${name}: wanted a whole number, got ${tell(value)}`)
}

function parseText(value: unknown, name: string): string | null {
  if (value === null || typeof value === 'string') return value === '' ? null : value
  throw new AuthError('SCIM_VALUE_INVALID', `${name}: wanted text, got ${tell(value)}`)
}

function parseOrder(value: unknown): ListQuery['sortOrder'] {
  const order = value === null || value === '' ? 'ascending' : typeof value === 'string' ? value.toLowerCase() : null
  if (order === 'ascending' || order === 'descending') return order
  throw new AuthError('SCIM_VALUE_INVALID', `sortOrder: wanted ascending or descending, got ${tell(value)}`)
}

function parseNames(value: unknown, name: string): ListQuery['attributes'] {
  if (value === null || typeof value === 'string') return value === '' ? null : value
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string')) return value
  throw new AuthError('SCIM_VALUE_INVALID', `${name}: wanted names of attributes, got ${tell(value)}`)
}

function tell(value: unknown): string {
  return JSON.stringify(value).slice(0, 80)
}
