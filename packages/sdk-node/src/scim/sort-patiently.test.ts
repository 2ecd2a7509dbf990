import { expect, test } from 'vitest'
import { sortPatiently } from './sort-patiently.ts'

const scrambled = Array.from({ length: 9001 }, (_, index) => ({ by: (index * 7919) % 100, index }))
const compare = (a: { by: number }, b: { by: number }) => a.by - b.by

test.each([0, 1, 1999, 2000, 2001, 4000, 6500, 9001])(
  'sorts %i as Array.sort does, keeping equals in order',
  async (length) => {
    const list = scrambled.slice(0, length)
    expect(await sortPatiently(list, compare)).toEqual(list.toSorted(compare))
  },
)
test('lets others have their turn', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await sortPatiently(
    Array.from({ length: 60_000 }, (_, index) => ({ by: -index })),
    compare,
  )
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
})
