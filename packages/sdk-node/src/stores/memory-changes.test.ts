import { expect, test } from 'vitest'
import { memoryChanges } from './memory-changes.ts'

const written = { kind: 'organization', key: 'acme', organizationId: 'acme' } as const

test('keeps the newest changes, and makes whoever needs older ones start over', async () => {
  const { recordNow, list, head } = memoryChanges()
  for (let index = 0; index < 10_010; index += 1) recordNow([written])
  expect(await head()).toBe(10_010)
  expect(await list(9, 1)).toBeNull()
  expect(await list(10, 1)).toEqual([{ sequence: 11, ...written }])
  expect(await list(10_010, 1)).toEqual([])
  expect(await list(10_011, 1)).toBeNull()
})

test('tells each who listens, after the write, and nobody who has stopped', async () => {
  const { recordNow, listen } = memoryChanges()
  const heard: string[] = []
  const stop = await listen(() => heard.push('one'))
  await listen(() => heard.push('other'))
  recordNow([written])
  expect(heard).toEqual([])
  await new Promise(setImmediate)
  expect(heard).toEqual(['one', 'other'])
  recordNow([written])
  await stop()
  await new Promise(setImmediate)
  expect(heard).toEqual(['one', 'other', 'other'])
})
