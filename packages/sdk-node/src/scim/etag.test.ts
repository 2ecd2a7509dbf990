import { expect, test } from 'vitest'
import { checkIfMatch, isInTags, toEtag } from './etag.ts'

test('is weak', () => {
  expect(toEtag(3)).toBe('W/"3"')
})
test.each(['W/"3"', '"3"', 'w/"3"', '*', 'W/"1", W/"3"', ' W/"3" '])('finds version 3 in %s', (header) => {
  expect(isInTags(header, 3)).toBe(true)
})
test.each(['', '3', 'W/"30"', 'W/"1", W/"2"', '"3', "W/'3'"])('does not find version 3 in %j', (header) => {
  expect(isInTags(header, 3)).toBe(false)
})
test('lets a change without If-Match pass', () => {
  expect(() => checkIfMatch(null, 3)).not.toThrow()
})
test('refuses a change of another version, and says which it is', () => {
  expect(() => checkIfMatch('W/"2"', 3)).toThrow(
    'SCIM_PRECONDITION_FAILED: If-Match: wanted the version W/"3", got W/"2"',
  )
})
