import { expect, test } from 'vitest'
import { createMemoryHeap } from './memory-heap.ts'

/** Always the same, and in no order. */
const numbers = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503)

test('gives back what comes first, however things come in between', () => {
  const heap = createMemoryHeap<{ readonly value: number }>((one, other) => one.value < other.value)
  const given: number[] = []
  const kept: number[] = []
  for (const [index, value] of numbers.entries()) {
    heap.push({ value })
    kept.push(value)
    if (index % 3 !== 2) continue
    kept.sort((one, other) => one - other)
    expect(heap.peek()?.value).toBe(kept[0])
    given.push(heap.pop()?.value ?? NaN)
    expect(given.at(-1)).toBe(kept.shift())
  }
  const rest = kept.toSorted((one, other) => one - other)
  expect(rest.map(() => heap.pop()?.value)).toEqual(rest)
  expect([heap.peek(), heap.pop()]).toEqual([null, null])
})
