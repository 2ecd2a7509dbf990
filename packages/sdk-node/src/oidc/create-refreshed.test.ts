import { expect, test } from 'vitest'
import type { Outside } from '../ports/outside.ts'
import { createRefreshed } from './create-refreshed.ts'

const hour = 3600 * 1000

/** A document that counts its loads, and a clock to turn. */
function setUp() {
  const world = { time: 1_700_000_000_000, loads: 0, broken: false }
  const outside: Outside = { now: () => new Date(world.time), fetch: globalThis.fetch }
  const document = createRefreshed(async () => {
    world.loads += 1
    const mine = world.loads
    await Promise.resolve()
    if (world.broken) throw new Error('down')
    return mine
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { world, settle, get: () => document.get(outside), renew: () => document.renew(outside) }
}

test('loads once and keeps the document for an hour', async () => {
  const { world, get } = setUp()
  expect([await get(), await get()]).toEqual([1, 1])
  world.time += hour - 1
  expect([await get(), world.loads]).toEqual([1, 1])
})

test('many callers at once share one load', async () => {
  const { world, get } = setUp()
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  expect(world.loads).toBe(1)
})

test('after an hour it answers with what it has and renews in the background', async () => {
  const { world, get, settle } = setUp()
  await get()
  world.time += hour
  expect(await get()).toBe(1)
  await settle()
  expect([await get(), world.loads]).toEqual([2, 2])
})

test('after a day it waits for the new document', async () => {
  const { world, get } = setUp()
  await get()
  world.time += 24 * hour
  expect(await get()).toBe(2)
})

test('keeps what it has while renewing fails, and asks again once a minute', async () => {
  const { world, get, settle } = setUp()
  await get()
  world.broken = true
  world.time += 30 * hour
  for (let i = 0; i < 5; i += 1) expect(await get()).toBe(1)
  expect(world.loads).toBe(2)
  world.time += 60_000
  expect(await get()).toBe(1)
  expect(world.loads).toBe(3)
  world.broken = false
  world.time += 60_000
  await get()
  await settle()
  expect(await get()).toBe(4)
})

test('throws a failure when nothing is known, and does not remember it', async () => {
  const { world, get } = setUp()
  world.broken = true
  await expect(get()).rejects.toThrow('down')
  await expect(get()).rejects.toThrow('down')
  world.broken = false
  expect(await get()).toBe(3)
})

test('a document from the future is old: the clock was set back', async () => {
  const { world, get } = setUp()
  await get()
  world.time -= 48 * hour
  expect(await get()).toBe(2)
})

test('renewing on demand replaces the document', async () => {
  const { get, renew } = setUp()
  await get()
  expect([await renew(), await get()]).toEqual([2, 2])
})
