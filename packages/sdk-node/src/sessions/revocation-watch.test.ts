import { expect, test, vi } from 'vitest'
import type { EventDraft } from '../model/event.ts'
import type { Revocations } from '../ports/revocation-store.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { createSession } from './create-session.ts'
import { createRevocationWatch, type RevocationWatch } from './revocation-watch.ts'

const now = new Date('2030-01-01T00:00:00Z')
const session = createSession(
  { user: { id: 'u1' }, organization: { id: 'acme', name: 'Acme' }, connection: 'acme' },
  { idleSeconds: 3600, absoluteSeconds: 7200 },
  now,
)

/** A watch over a real store, with a clock that is moved by hand. */
interface Rig {
  readonly watch: RevocationWatch
  readonly store: Store
  readonly asked: () => number
  readonly failures: unknown[]
  elapsed: number
  /** Null: it answers. */
  outage: Promise<never> | null
  /** Null: as the store does. */
  head: (() => Promise<number>) | null
}

function createRig(): Rig {
  const store = memoryStore()
  let asked = 0
  const revocations: Revocations = {
    ...store.revocations,
    // Nobody tells: what is not asked for is not known.
    listen: null,
    head: async () => {
      asked += 1
      return rig.outage ?? (rig.head ?? store.revocations.head)()
    },
  }
  const rig: Rig = {
    store,
    asked: () => asked,
    failures: [],
    elapsed: 1_000_000,
    outage: null,
    head: null,
    watch: createRevocationWatch({
      revocations,
      absoluteSeconds: 7200,
      failed: (error) => rig.failures.push(error),
      succeeded: () => {},
      now: () => now,
      elapsedMs: () => rig.elapsed,
    }),
  }
  return rig
}

async function end(store: Store, userId = 'u1'): Promise<void> {
  const event: EventDraft = {
    id: `e-${userId}`,
    organizationId: 'acme',
    type: 'session.revoked',
    occurredAt: now,
    actor: { type: 'api', id: null },
    target: { type: 'user', id: userId },
    ip: null,
    userAgent: null,
    outcome: 'success',
    reason: null,
    data: { scope: { kind: 'user', key: userId }, cause: 'admin' },
  }
  await store.events.append([event])
}

test('the first request waits until it is known whose sessions are over', async () => {
  const { watch, store } = createRig()
  await end(store)
  expect(watch.isRevoked(session)).toBe(false)
  await watch.catchUp()
  expect(watch.isRevoked(session)).toBe(true)
  expect(watch.report()).toEqual({ count: 1, checkedAt: now, listening: false, isCurrent: true })
})

test('asks nothing of the store while what is known is new', async () => {
  const rig = createRig()
  await rig.watch.catchUp()
  rig.elapsed += 399
  for (let request = 0; request < 100; request++) expect(rig.watch.catchUp()).toBeNull()
  expect(rig.asked()).toBe(1)
})

test('asks in the background while requests come, once for all', async () => {
  const rig = createRig()
  await rig.watch.catchUp()
  await end(rig.store)
  rig.elapsed += 500
  for (let request = 0; request < 100; request++) expect(rig.watch.catchUp()).toBeNull()
  await expect.poll(() => rig.watch.isRevoked(session)).toBe(true)
  expect(rig.asked()).toBe(2)
})

test('who comes after a pause waits for the answer', async () => {
  const rig = createRig()
  await rig.watch.catchUp()
  await end(rig.store)
  rig.elapsed += 10_000
  await rig.watch.catchUp()
  expect(rig.watch.isRevoked(session)).toBe(true)
})

test('who has revoked something itself asks at once', async () => {
  const rig = createRig()
  await rig.watch.catchUp()
  await end(rig.store)
  rig.watch.expire()
  await rig.watch.catchUp()
  expect(rig.watch.isRevoked(session)).toBe(true)
})

test('a store that fails is told of, and stops nobody; what is known stays enforced', async () => {
  const rig = createRig()
  await end(rig.store)
  await rig.watch.catchUp()
  rig.elapsed += 10_000
  rig.outage = Promise.reject(new Error('down'))
  await rig.watch.catchUp()
  expect(rig.failures).toHaveLength(1)
  expect(rig.watch.report().isCurrent).toBe(false)
  expect(rig.watch.isRevoked(session)).toBe(true)
  rig.elapsed += 10_000
  expect(rig.watch.catchUp()).toBeNull()
})

test('learns what happened meanwhile when the store answers again', async () => {
  const rig = createRig()
  rig.outage = Promise.reject(new Error('down'))
  await rig.watch.catchUp()
  await end(rig.store)
  rig.outage = null
  rig.elapsed += 500
  expect(rig.watch.catchUp()).toBeNull()
  await expect.poll(() => rig.watch.isRevoked(session)).toBe(true)
  expect(rig.watch.report().isCurrent).toBe(true)
})

test('nobody waits longer than patience lasts, and after the first nobody at all', async () => {
  const rig = createRig()
  rig.outage = new Promise(() => {})
  await rig.watch.catchUp()
  expect(rig.watch.isRevoked(session)).toBe(false)
  expect(rig.watch.report().isCurrent).toBe(false)
  rig.elapsed += 10_000
  expect(rig.watch.catchUp()).toBeNull()
})

test('a question that nobody answers is given up, and another is asked', async () => {
  vi.useFakeTimers()
  try {
    const rig = createRig()
    await end(rig.store)
    rig.outage = new Promise(() => {})
    void rig.watch.catchUp()
    rig.outage = null
    await vi.advanceTimersByTimeAsync(10_000)
    expect(rig.failures).toHaveLength(1)
    rig.elapsed += 10_000
    expect(rig.watch.catchUp()).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(rig.watch.isRevoked(session)).toBe(true)
    expect(rig.watch.report().isCurrent).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('who has revoked something itself is not told what was asked before', async () => {
  const rig = createRig()
  await rig.watch.catchUp()
  rig.elapsed += 500
  let answer: (head: number) => void = () => {}
  rig.head = () => new Promise((resolve) => (answer = resolve))
  expect(rig.watch.catchUp()).toBeNull()
  rig.head = null
  await end(rig.store)
  rig.watch.expire()
  const asking = rig.watch.catchUp()
  answer(0)
  await asking
  expect(rig.watch.isRevoked(session)).toBe(true)
})

test('who has revoked something itself asks at once, also a store that was down just now', async () => {
  const rig = createRig()
  rig.outage = Promise.reject(new Error('down'))
  await rig.watch.catchUp()
  rig.outage = null
  await end(rig.store)
  rig.watch.expire()
  await rig.watch.catchUp()
  expect(rig.watch.isRevoked(session)).toBe(true)
})
