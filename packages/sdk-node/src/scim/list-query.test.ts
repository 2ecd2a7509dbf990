import { expect, test } from 'vitest'
import { toScimError } from './scim-error.ts'
import { parseQuery, parseSearch } from './list-query.ts'
import { AuthError } from '../model/auth-error.ts'

const parse = (text: string) => parseQuery(new URLSearchParams(text))
const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

function scimTypeOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error instanceof AuthError ? Reflect.get(toScimError(error).body ?? {}, 'scimType') : error
  }
  return null
}

test.each([
  ['', 1, 100],
  ['startIndex=1&count=2', 1, 2],
  ['startIndex=0', 1, 100],
  ['startIndex=-7&count=-1', 1, 0],
  ['startIndex=101&count=1001', 101, 1000],
  ['count=0', 1, 0],
  ['count=&startIndex=', 1, 100],
])("reads '%s' as from %i, %i at most", (text, startIndex, count) => {
  expect(parse(text).paging).toEqual({ type: 'index', startIndex, count })
})
test.each([
  ['cursor', '', 100],
  ['cursor=&count=10', '', 10],
  ['cursor=abc&count=5000', 'abc', 1000],
])("reads '%s' as behind the cursor '%s', %i at most", (text, cursor, count) => {
  expect(parse(text).paging).toEqual({ type: 'cursor', cursor, count })
})
test.each(['count=ten', 'count=1.5', 'count=1e3', 'startIndex=x', 'startIndex=99999999999999999999', 'sortOrder=up'])(
  'refuses %s',
  (text) => {
    expect(scimTypeOf(() => parse(text))).toBe('invalidValue')
  },
)
test.each(['cursor&count=0', 'cursor&count=-1', 'cursor&count=ten'])('refuses the count of %s', (text) => {
  expect(scimTypeOf(() => parse(text))).toBe('invalidCount')
})
test('reads the order whatever its case, and ascending where none is said', () => {
  expect([parse('sortBy=userName').sortOrder, parse('sortOrder=Descending').sortOrder]).toEqual([
    'ascending',
    'descending',
  ])
})
test('takes the same from the body of a search', () => {
  expect(
    parseSearch({
      schemas: [searchRequest],
      attributes: ['userName', 'emails'],
      filter: 'title pr',
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 2,
      count: '3',
    }),
  ).toEqual({
    filter: 'title pr',
    sortBy: 'userName',
    sortOrder: 'descending',
    attributes: ['userName', 'emails'],
    excludedAttributes: null,
    paging: { type: 'index', startIndex: 2, count: 3 },
  })
})
test.each([null, [], 'text', { schemas: ['urn:other'] }, { schemas: searchRequest }])(
  'refuses the search %j',
  (body) => {
    expect(scimTypeOf(() => parseSearch(body))).toBe('invalidSyntax')
  },
)
test.each([{ filter: 1 }, { sortBy: {} }, { attributes: [1] }, { count: null, startIndex: {} }, { sortOrder: 5 }])(
  'refuses the search %j',
  (body) => {
    expect(scimTypeOf(() => parseSearch(body))).toBe('invalidValue')
  },
)
test('refuses a cursor that is no text', () => {
  expect(scimTypeOf(() => parseSearch({ cursor: 5 }))).toBe('invalidCursor')
})
