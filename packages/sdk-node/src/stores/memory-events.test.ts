import { expect, test } from 'vitest'
import { loginEvent } from '../testing/store-samples.ts'
import { memoryEvents } from './memory-events.ts'

test('keeps the newest ten thousand events of an organization, and finds each by its sequence', async () => {
  const log = memoryEvents(() => {})
  for (let sequence = 1; sequence <= 12_500; sequence += 1) log.appendNow([loginEvent(`e${sequence}`, 'acme')])
  log.appendNow([loginEvent('g1', 'globex')])
  const list = async (filter: object): Promise<readonly number[]> =>
    (await log.list({ organizationId: 'acme', limit: 2, ...filter })).map(({ sequence }) => sequence)
  expect(await list({})).toEqual([2501, 2502])
  expect(await list({ after: 7 })).toEqual([2501, 2502])
  expect(await list({ after: 2501 })).toEqual([2502, 2503])
  expect(await list({ after: 12_499 })).toEqual([12_500])
  expect(await list({ after: 12_500 })).toEqual([])
  expect(await list({ before: 2502 })).toEqual([2501])
  expect(await list({ before: 2501 })).toEqual([])
  expect(await list({ newestFirst: true })).toEqual([12_500, 12_499])
  expect(await list({ newestFirst: true, before: 9000 })).toEqual([8999, 8998])
  expect(await list({ newestFirst: true, after: 2501, before: 2503 })).toEqual([2502])
  expect(await list({ limit: 20_000 })).toHaveLength(10_000)
  expect((await log.head('acme'))?.sequence).toBe(12_500)
  expect(log.listBehind(10)).toEqual([
    { organizationId: 'acme', handedOut: 0, head: 12_500 },
    { organizationId: 'globex', handedOut: 0, head: 1 },
  ])
})
