import { expect, test } from 'vitest'
import { AuthError } from '../model/auth-error.ts'
import { createPoller, type PollerTools } from './create-poller.ts'

function setUp(over: Partial<PollerTools> = {}) {
  const clock = { now: 0 }
  const polled: string[] = []
  const failed: string[] = []
  const poller = createPoller({
    list: async () => ['acme', 'globex'],
    mayPoll: async () => true,
    poll: async (id) => {
      polled.push(id)
      return { accepted: 2, refused: 1 }
    },
    failed: (id) => failed.push(id),
    now: () => new Date(clock.now),
    ...over,
  })
  return { poller, clock, polled, failed }
}

test('adds up what the streams brought', async () => {
  const { poller } = setUp()
  expect(await poller.pollDue()).toEqual({ streams: 2, accepted: 4, refused: 2, failed: 0 })
})

test('one that fails does not keep the others from their turn', async () => {
  const { poller, failed } = setUp({
    poll: async (id) => {
      if (id === 'acme') throw new AuthError('SIGNALS_UNAVAILABLE', 'it does not answer')
      return { accepted: 1, refused: 0 }
    },
  })
  expect(await poller.pollDue()).toEqual({ streams: 2, accepted: 1, refused: 0, failed: 1 })
  expect(failed).toEqual(['acme'])
  expect(poller.findLast('acme')).toEqual({ at: new Date(0), failures: 1, code: 'SIGNALS_UNAVAILABLE' })
  expect(poller.findLast('globex')).toEqual({ at: new Date(0), failures: 0, code: null })
})

test('leaves alone what another instance asks', async () => {
  const { poller, polled } = setUp({ mayPoll: async (id) => id === 'globex' })
  expect(await poller.pollDue()).toMatchObject({ streams: 1 })
  expect(polled).toEqual(['globex'])
})

test('waits at most ten minutes for one that never answers', async () => {
  const { poller, clock } = setUp({
    list: async () => ['acme'],
    poll: async () => {
      throw new Error('never')
    },
  })
  const tried: number[] = []
  for (; clock.now < 10_000_000; clock.now += 5000)
    if ((await poller.pollDue()).failed === 1) tried.push(clock.now / 1000)
  const pauses = tried.map((at, index) => at - (tried[index - 1] ?? 0)).slice(1)
  expect(pauses.slice(0, 7)).toEqual([10, 20, 40, 80, 160, 320, 600])
  expect(new Set(pauses.slice(6))).toEqual(new Set([600]))
})

test('asks at once when somebody wants to know, and then tells why not', async () => {
  const { poller, failed } = setUp({
    poll: async () => {
      throw new AuthError('SIGNALS_UNAVAILABLE', 'it does not answer')
    },
  })
  await expect(poller.pollNow('acme')).rejects.toMatchObject({ code: 'SIGNALS_UNAVAILABLE' })
  await expect(poller.pollNow('acme')).rejects.toMatchObject({ code: 'SIGNALS_UNAVAILABLE' })
  expect(failed).toEqual(['acme'])
})

test('forgets the failures of what is not polled any more', async () => {
  let ids = ['acme']
  const { poller, clock } = setUp({
    list: async () => ids,
    poll: async () => {
      throw new Error('never')
    },
  })
  await poller.pollDue()
  ids = []
  await poller.pollDue()
  expect(poller.findLast('acme')).toBeNull()
  ids = ['acme']
  clock.now += 5000
  expect(await poller.pollDue()).toMatchObject({ failed: 1 })
})
