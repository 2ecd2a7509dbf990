import { expect, test } from 'vitest'
import { toCursorText } from '../model/cursor-text.ts'
import { parseCursor, toCursor, toListMark } from './list-cursor.ts'
import { parseQuery } from './list-query.ts'

const markOf = (endpoint: string, text: string) => toListMark(endpoint, parseQuery(new URLSearchParams(text)))
const place = { after: '01b8dd58-e200-7f3a', offset: 10, total: 25 }

test('leads back to the place, in characters that need no encoding', () => {
  const cursor = toCursor('Users', place)
  expect(cursor).toMatch(/^[\w~.-]+$/)
  expect(parseCursor(cursor, 'Users')).toEqual(place)
  expect(parseCursor(toCursor('Users', { ...place, total: null }), 'Users')).toEqual({ ...place, total: null })
})
test('belongs to one list, one filter and one order, whatever the page', () => {
  const marks = ['', 'filter=title pr', 'sortBy=title', 'sortBy=title&sortOrder=descending'].map((text) =>
    markOf('Users', text),
  )
  expect(new Set([...marks, markOf('Groups', ''), markOf('Groups', 'filter=title pr')]).size).toBe(6)
  expect(markOf('Users', 'filter=title pr&count=5')).toBe(marks[1])
})
test.each([
  ['made up', 'made-up'],
  ['of another list', toCursor('Groups', place)],
  ['with no key', toCursorText(['Users', 5, 1, 1])],
  ['with an unlikely key', toCursorText(['Users', "x' or 1=1", 1, 1])],
  ['with a negative offset', toCursorText(['Users', 'x', -1, 1])],
  ['with a broken total', toCursorText(['Users', 'x', 1, 1.5])],
  ['too short', toCursorText(['Users'])],
])('refuses a cursor %s', (_what, cursor) => {
  expect(() => parseCursor(cursor, 'Users')).toThrow('SCIM_CURSOR_INVALID')
})
