import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

function setUp(perMinute: number) {
  const clock = { now: new Date('2030-01-01T00:00:00Z') }
  return { clock, mayAsk: createRateLimit(perMinute, () => clock.now) }
}

test('lets each client ask so many times a minute', () => {
  const { clock, mayAsk } = setUp(2)
  expect(['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2'].map((ip) => mayAsk({ ip }))).toEqual([
    true,
    true,
    false,
    true,
  ])
  clock.now = new Date('2030-01-01T00:01:00Z')
  expect(mayAsk({ ip: '192.0.2.1' })).toBe(true)
})
test('counts clients without an address as one', () => {
  const { mayAsk } = setUp(1)
  expect([mayAsk({ ip: null }), mayAsk({ ip: null })]).toEqual([true, false])
})
test('stays bounded in a flood of addresses, and still counts who came first', () => {
  const { mayAsk } = setUp(2)
  mayAsk({ ip: 'first' })
  for (let index = 0; index < 20_000; index++) mayAsk({ ip: `flood-${index}` })
  expect(mayAsk({ ip: 'late' })).toBe(false)
  expect([mayAsk({ ip: 'first' }), mayAsk({ ip: 'first' })]).toEqual([true, false])
})
test.each<[string, (index: number) => string]>([
  ['as long as a header', (index) => toSent(`${'a'.repeat(15_000)}${index}`)],
  ['cut out of a long header', (index) => toSent(`${'a'.repeat(15_000)}, 2001:db8::1:${10_000 + index}`).slice(15_002)],
])('keeps little of addresses that are %s', (_kind, toAddress) => {
  const { mayAsk } = setUp(2)
  const before = measureHeap()
  for (let index = 0; index < 4000; index++) mayAsk({ ip: toAddress(index) })
  expect(measureHeap() - before).toBeLessThan(20_000_000)
  expect([mayAsk({ ip: toAddress(0) }), mayAsk({ ip: toAddress(0) })]).toEqual([true, false])
})

/** A text that was put together is kept in parts; one that was received is not. */
function toSent(header: string): string {
  return Buffer.from(header).toString('latin1')
}

/** Bytes in use once nothing is left to be thrown away. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}
