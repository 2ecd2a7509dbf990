import { expect, test } from 'vitest'
import { SortedIds } from './sorted-ids.ts'

const name = (number: number): string => String(number).padStart(6, '0')
const all = Array.from({ length: 5000 }, (_, index) => name(index))

function from(ids: readonly string[]): SortedIds {
  const sorted = new SortedIds()
  for (const id of ids) sorted.add(id)
  return sorted
}

/** The same every time, and in no order. */
function shuffled(ids: readonly string[]): readonly string[] {
  return ids.map((id, index) => ({ id, at: (index * 7919) % ids.length })).toSorted((one, other) => one.at - other.at).map(({ id }) => id) // prettier-ignore
}

test.each([
  ['upwards', all],
  ['downwards', all.toReversed()],
  ['in no order', shuffled(all)],
  ['twice', [...all, ...all]],
])('keeps ids in order that were added %s', (_, ids) => {
  const sorted = from(ids)
  expect(sorted.size).toBe(all.length)
  expect([...sorted.from()]).toEqual(all)
  expect(all.every((id) => sorted.has(id))).toBe(true)
  expect(['', '0', '000000x', '005000', 'x'].some((id) => sorted.has(id))).toBe(false)
})

test('starts after any id and past any number of them', () => {
  const sorted = from(shuffled(all))
  for (const after of ['', '000000', '000511', '000512', '0005115', '002499', '004999', 'x'])
    for (const offset of [0, 1, 511, 512, 513, 1500, 4999, 5000, 9000])
      expect([...sorted.from(after, offset)], `${after} ${offset}`).toEqual(
        all.filter((id) => id > after).slice(offset),
      )
})

test('forgets what is deleted, and nothing else', () => {
  const sorted = from(all)
  const gone = new Set(shuffled(all).slice(0, 4500))
  for (const id of gone) sorted.delete(id)
  for (const id of ['', 'x', ...gone]) sorted.delete(id)
  const left = all.filter((id) => !gone.has(id))
  expect(sorted.size).toBe(500)
  expect([...sorted.from()]).toEqual(left)
  expect([...sorted.from(left[99], 100)]).toEqual(left.slice(200))
  for (const id of left) sorted.delete(id)
  expect([...sorted.from()]).toEqual([])
  sorted.add('a')
  expect([...sorted.from()]).toEqual(['a'])
})
