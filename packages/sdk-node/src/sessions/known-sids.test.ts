import { beforeEach, expect, test } from 'vitest'
import { memoryStore } from '../stores/memory-store.ts'
import { createKnownSids, type KnownSids } from './known-sids.ts'

const hour = 3600
const start = Date.parse('2030-01-01T00:00:00Z')
let seconds: number
let sids: KnownSids
beforeEach(() => {
  seconds = 0
  const now = (): Date => new Date(start + seconds * 1000)
  sids = createKnownSids({ store: memoryStore(), config: { now, session: { absoluteSeconds: hour } } })
})

test.each([0, 1, hour / 2, hour - 1])(
  'knows a sid as long as a session lives that began %i s into an hour',
  async (at) => {
    seconds = at
    await sids.keep('one')
    for (const age of [0, 1, hour - 1, hour]) {
      seconds = at + age
      expect([await sids.has('one'), await sids.has('another')]).toEqual([true, false])
    }
    seconds = at + 2 * hour
    expect(await sids.has('one')).toBe(false)
  },
)

test('knows it for the last of the sessions that began with it', async () => {
  for (let count = 0; count < 10; count += 1) {
    await sids.keep('one')
    seconds += hour * 0.7
    expect(await sids.has('one')).toBe(true)
  }
})

test('who asks first stops nobody from being known', async () => {
  expect(await sids.has('one')).toBe(false)
  await sids.keep('one')
  expect(await sids.has('one')).toBe(true)
})
