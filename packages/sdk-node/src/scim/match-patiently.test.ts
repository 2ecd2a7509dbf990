import { afterEach, expect, test, vi } from 'vitest'
import { matchPatiently } from './match-patiently.ts'
import { parseFilter } from './parse-filter.ts'
import { createSchemas } from './schemas.ts'

afterEach(() => vi.restoreAllMocks())

const { user } = createSchemas([])
const filter = parseFilter('userName sw "ana"', user)
const names = ['ana', 'bruno', 'ana.souza', 'anabel']
const shown = names.map((userName) => ({ userName }))

test('keeps what matches, in its order', async () => {
  expect(await matchPatiently(filter, names, shown)).toEqual(['ana', 'ana.souza', 'anabel'])
})
test('lets others have their turn as soon as it has taken long, however few it looked at', async () => {
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 6))
  const turns: string[] = []
  setImmediate(() => turns.push('other'))
  await matchPatiently(filter, names, shown)
  expect(turns).toEqual(['other'])
})
