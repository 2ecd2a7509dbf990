import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { ana } from '../test/people.ts'
import { hangUp, json, signedIn, signedOut, startSessionServer, type SessionServer } from '../test/session-server.ts'
import { Who } from '../test/who.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { Session } from './session.ts'

const start = new Date('2026-01-05T10:00:00.000Z')
let server: SessionServer
/** Questions, counted when they are put: whoever counts what has arrived would have to wait for what must not come. */
let questions: MockInstance<typeof fetch>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  server = await startSessionServer()
  questions = vi.spyOn(globalThis, 'fetch')
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
  await server.close()
})

const shown = (): string | null => screen.getByRole('status').textContent
const page = (session?: Session | null): ReactElement => (
  <SessionProvider initialSession={session}>
    <Who />
  </SessionProvider>
)
const passSeconds = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000)
}
const look = (type = 'focus'): boolean => fireEvent(window, new Event(type))
const showFromCache = (): boolean => fireEvent(window, Object.assign(new Event('pageshow'), { persisted: true }))

describe('a person who comes back to the page', () => {
  it('is signed out when the session has expired or was ended meanwhile', async () => {
    render(page(ana))
    passSeconds(5)
    server.reply(json(401, {}))
    look()
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
  })

  it.each(['focus', 'visibilitychange', 'online'])('is asked about at once (%s), and once', async (type) => {
    render(page(ana))
    passSeconds(5)
    look(type)
    look('focus')
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
    look(type)
    expect(questions).toHaveBeenCalledTimes(1)
    expect(server.requests).toEqual(['GET /auth/session application/json'])
  })

  it('is asked about when the last answer is five seconds old, however often they come and go before', () => {
    render(page(ana))
    passSeconds(4)
    for (let times = 0; times < 10; times++) look()
    expect(questions).not.toHaveBeenCalled()
    passSeconds(1)
    look()
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it('is asked about when the clock of the computer was set back', () => {
    render(page(ana))
    passSeconds(-3600)
    look()
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it('is not asked about while the page is hidden', () => {
    render(page(ana))
    passSeconds(3600)
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    look('visibilitychange')
    expect(questions).not.toHaveBeenCalled()
    hidden.mockReturnValue(false)
    look('visibilitychange')
    expect(questions).toHaveBeenCalledTimes(1)
  })

  it('is asked about again after a question that failed', async () => {
    server.reply(hangUp)
    render(page())
    await waitFor(() => expect(shown()).toBe('loading failed'))
    look('online')
    expect(questions).toHaveBeenCalledTimes(1)
    passSeconds(5)
    server.reply(signedIn(ana))
    look('online')
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
  })

  it('by the back/forward cache is asked about in any case', async () => {
    render(page(ana))
    look('pagehide')
    server.reply(signedOut)
    showFromCache()
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
  })
})

describe('at load', () => {
  it('nothing is asked twice, whatever the browser tells', async () => {
    server.reply(signedIn(ana))
    render(page())
    for (const type of ['visibilitychange', 'pageshow', 'focus']) look(type)
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
    for (const type of ['visibilitychange', 'pageshow', 'focus']) look(type)
    expect(questions).toHaveBeenCalledTimes(1)
  })
})

describe('a page that is left', () => {
  it('shows no error for the question the browser cut off', async () => {
    server.hold()
    render(page())
    await waitFor(() => expect(server.requests).toHaveLength(1))
    const first = questions.mock.results[0]?.value as Promise<Response>
    look('pagehide')
    server.reply(hangUp)
    await act(async () => {
      await first.catch(() => null)
    })
    expect(shown()).toBe('loading')
    server.reply(signedIn(ana))
    showFromCache()
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
  })
})

describe('when one of two components has gone', () => {
  it('the other one is still told', async () => {
    const { rerender } = render(
      <SessionProvider initialSession={ana}>
        <Who />
        <Who key="second" />
      </SessionProvider>,
    )
    rerender(page(ana))
    passSeconds(61)
    look()
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
  })
})

describe('when the last component has gone', () => {
  it('nobody listens any more, and whoever comes later begins anew', async () => {
    const { rerender } = render(page(ana))
    rerender(<SessionProvider initialSession={ana}>nobody</SessionProvider>)
    passSeconds(3600)
    look()
    showFromCache()
    expect(questions).not.toHaveBeenCalled()
    rerender(page(ana))
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
    passSeconds(61)
    server.reply(signedIn(ana))
    look()
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
    expect(questions).toHaveBeenCalledTimes(2)
  })
})
