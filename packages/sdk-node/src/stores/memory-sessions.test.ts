import { expect, test } from 'vitest'
import { listIds, session } from '../testing/session-samples.ts'
import { later } from '../testing/store-samples.ts'
import { createMemorySessions } from './memory-sessions.ts'

test('sessions that ended go when others begin, the longest ended first, and none that may still be used', async () => {
  const { records } = createMemorySessions()
  for (let index = 0; index < 25; index += 1)
    await records.insert(session(`old-${index}`, { endsAt: later(60 + index) }))
  await records.insert(session('living', { endsAt: later(3600) }))
  const left = async (): Promise<number> => {
    const found = await Promise.all(Array.from({ length: 25 }, (_, index) => records.find(`old-${index}`)))
    return found.filter((one) => one !== null).length
  }
  for (const [begun, expected] of [15, 5, 0, 0].entries()) {
    await records.insert(session(`new-${begun}`, { createdAt: later(120), endsAt: later(7200) }))
    expect(await left()).toBe(expected)
  }
  expect(await listIds({ sessions: records })).toHaveLength(5)
})

test('a session that is moved to a later end is not forgotten at the earlier one', async () => {
  const { records } = createMemorySessions()
  await records.insert(session('s1', { endsAt: later(60) }))
  expect(await records.replace(session('s1', { endsAt: later(600), version: 2 }))).toBe(true)
  await records.sweep(later(120), 10)
  expect(await records.find('s1')).toEqual(session('s1', { endsAt: later(600), version: 2 }))
  await records.sweep(later(601), 10)
  expect(await records.find('s1')).toBeNull()
})
