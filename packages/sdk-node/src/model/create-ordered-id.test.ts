import { expect, test } from 'vitest'
import { createOrderedId } from './create-ordered-id.ts'

const noon = new Date('2030-01-01T12:00:00.000Z')

test('an id is a UUIDv7 in lower case that begins with the time', () => {
  const id = createOrderedId(noon)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(noon.getTime())
})
test('ids are in the order of their making, also within one millisecond', () => {
  const ids = Array.from({ length: 10_000 }, () => createOrderedId(noon))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(createOrderedId(new Date(noon.getTime() + 1)) > (ids.at(-1) ?? '')).toBe(true)
})
