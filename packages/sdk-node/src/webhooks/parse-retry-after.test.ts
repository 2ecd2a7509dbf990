import { expect, test } from 'vitest'
import { parseRetryAfter } from './parse-retry-after.ts'

const now = new Date('2030-01-01T00:00:00Z')

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['999999999', 3_600_000],
  ['Tue, 01 Jan 2030 00:10:00 GMT', 600_000],
  ['Wed, 02 Jan 2030 00:00:00 GMT', 3_600_000],
  ['Mon, 31 Dec 2029 00:00:00 GMT', 0],
  ['', null],
  [null, null],
  ['soon', null],
  ['-5x', null],
])('reads %j as %j ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected)
})
