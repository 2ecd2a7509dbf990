import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { ana } from '../test/people.ts'
import { hangUp, json, signedIn, signedOut, startSessionServer, type SessionServer } from '../test/session-server.ts'
import { Who } from '../test/who.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { Session, SessionState } from './session.ts'

let server: SessionServer
/** Questions, counted when they are put. */
let questions: MockInstance<typeof fetch>
beforeEach(async () => {
  server = await startSessionServer()
  server.reply(signedIn(ana))
  // The server needs its own timers.
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-01-05T10:00:00.000Z') })
  questions = vi.spyOn(globalThis, 'fetch')
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
  await server.close()
})

const shown = (): string | null => screen.getByRole('status').textContent
const page = (session?: Session | null, pollSeconds?: number, answers: SessionState[] = []): ReactElement => (
  <SessionProvider initialSession={session} pollSeconds={pollSeconds}>
    <Who answers={answers} />
  </SessionProvider>
)
const look = (type = 'focus'): boolean => fireEvent(window, new Event(type))
const setHidden = (hidden: boolean): void => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  look('visibilitychange')
}

/** Lets everything go on but the clock, until it is so. */
async function until(check: () => void): Promise<void> {
  for (let turn = 0; ; turn++) {
    await act(() => new Promise((resolve) => setImmediate(resolve)))
    try {
      return check()
    } catch (error) {
      if (turn > 2000) throw error
    }
  }
}

/** Second by second, and whatever is asked is answered before the next one. */
async function passSeconds(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    act(() => void vi.advanceTimersByTime(1000))
    await allAreAnswered()
  }
}

async function allAreAnswered(): Promise<void> {
  const answers = questions.mock.results.map(({ value }) => value as Promise<Response>)
  await act(async () => {
    await Promise.allSettled(answers)
  })
  await until(() => {})
}

describe('while a signed-in person has the page in sight', () => {
  it('the server is asked about once a minute, and a session that was ended is taken away', async () => {
    render(page(ana))
    await passSeconds(47)
    expect(questions).not.toHaveBeenCalled()
    await passSeconds(14)
    expect(questions).toHaveBeenCalledTimes(1)
    server.reply(signedOut)
    await passSeconds(61)
    await until(() => expect(shown()).toBe('unauthenticated'))
    expect(questions).toHaveBeenCalledTimes(2)
  })

  it('what is asked without a cause is no use of the session, what the person does is', async () => {
    render(page(ana))
    // Long after the poll, and long before the next one.
    await passSeconds(70)
    look()
    await allAreAnswered()
    const asked = questions.mock.calls.map(([url]) => url)
    expect(asked[0]).toBe('/auth/session?renew=false')
    expect(asked.at(-1)).toBe('/auth/session')
  })

  it('nothing is rendered anew when the answer says nothing new', async () => {
    const answers: SessionState[] = []
    render(page(ana, undefined, answers))
    const before = answers.length
    await passSeconds(130)
    expect(questions.mock.calls.length).toBeGreaterThan(1)
    expect(answers).toHaveLength(before)
  })

  it('browsers that were opened at the same moment do not ask at the same moment', async () => {
    const delays = [0, 0.999].map((chance) => {
      vi.spyOn(Math, 'random').mockReturnValue(chance)
      const begun = vi.spyOn(globalThis, 'setTimeout')
      render(page(ana)).unmount()
      const [, delay] = begun.mock.calls[0] ?? []
      begun.mockRestore()
      return Math.round((delay ?? 0) / 1000)
    })
    expect(delays).toEqual([60, 48])
  })

  it('one question at a time is under way, however slow the answer', async () => {
    server.hold()
    render(page(ana))
    act(() => void vi.advanceTimersByTime(61_000))
    for (let minute = 0; minute < 5; minute++) {
      act(() => void vi.advanceTimersByTime(61_000))
      look()
    }
    expect(questions).toHaveBeenCalledTimes(1)
    server.reply(signedIn(ana))
    await allAreAnswered()
  })

  it('whoever comes back right after an answer is asked about a little later, once', async () => {
    render(page(ana))
    act(() => void vi.advanceTimersByTime(2000))
    server.reply(signedOut)
    for (let times = 0; times < 10; times++) look()
    await passSeconds(2)
    expect(questions).not.toHaveBeenCalled()
    await passSeconds(1)
    await until(() => expect(shown()).toBe('unauthenticated'))
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['503', json(503, { error: { code: 'STORE_UNAVAILABLE' } })],
    ['500 with a session of null', json(500, { session: null })],
    ['429', json(429, {})],
    ['a broken connection', hangUp],
  ])(
    'an outage (%s) signs nobody out, brings no more questions, and is over with the next answer',
    async (_, reply) => {
      server.reply(reply)
      render(page(ana))
      await passSeconds(200)
      await until(() => expect(shown()).toBe('authenticated Ana Souza failed'))
      expect(questions.mock.calls.length).toBeGreaterThan(2)
      expect(questions.mock.calls.length).toBeLessThan(6)
      server.reply(signedIn(ana))
      await passSeconds(61)
      await until(() => expect(shown()).toBe('authenticated Ana Souza'))
    },
  )
})

describe('nobody is asked', () => {
  const anHour = async (): Promise<void> => {
    for (let minute = 0; minute < 60; minute++) {
      act(() => void vi.advanceTimersByTime(60_000))
      await allAreAnswered()
    }
  }

  it('while the page is hidden; who comes back is asked about at once', async () => {
    render(page(ana))
    setHidden(true)
    await anHour()
    expect(questions).not.toHaveBeenCalled()
    // Nothing waits in the background.
    expect(vi.getTimerCount()).toBe(0)
    server.reply(signedOut)
    setHidden(false)
    await until(() => expect(shown()).toBe('unauthenticated'))
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it('while nobody is signed in', async () => {
    render(page(null))
    await anHour()
    expect(questions).not.toHaveBeenCalled()
  })

  it('when no component wants to know any more', async () => {
    const { unmount } = render(page(ana))
    unmount()
    await anHour()
    expect(questions).not.toHaveBeenCalled()
  })

  it.each([0, Number.NaN])('without a cause where pollSeconds is %d; with one, as ever', async (pollSeconds) => {
    render(page(ana, pollSeconds))
    await anHour()
    expect(questions).not.toHaveBeenCalled()
    server.reply(signedOut)
    look()
    await until(() => expect(shown()).toBe('unauthenticated'))
  })

  it.each([Number.POSITIVE_INFINITY, 1e12])('within the hour where pollSeconds is %d', async (pollSeconds) => {
    render(page(ana, pollSeconds))
    await anHour()
    expect(questions).not.toHaveBeenCalled()
  })
})

describe('pollSeconds', () => {
  it.each([0.001, -7, 1])('of %d counts as 5', async (pollSeconds) => {
    render(page(ana, pollSeconds))
    await passSeconds(3)
    expect(questions).not.toHaveBeenCalled()
    await passSeconds(3)
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it('may be longer than a minute', async () => {
    render(page(ana, 300))
    await passSeconds(239)
    expect(questions).not.toHaveBeenCalled()
    await passSeconds(62)
    expect(questions).toHaveBeenCalledTimes(1)
  })
})
