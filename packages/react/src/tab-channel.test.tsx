import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ana, bruno } from '../test/people.ts'
import { hangUp, signedIn, signedOut, startSessionServer, type SessionServer } from '../test/session-server.ts'
import { Who } from '../test/who.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { Session, SessionState } from './session.ts'
import { SignOutButton } from './sign-out-button.tsx'

let server: SessionServer
let channel: BroadcastChannel
/** Everything the tabs say to each other. */
let messages: unknown[]
beforeEach(async () => {
  server = await startSessionServer()
  messages = []
  channel = new BroadcastChannel('launchpad-session:/auth')
  channel.addEventListener('message', ({ data }) => messages.push(data))
})
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  channel.close()
  await server.close()
})

interface Tab {
  readonly shown: () => string | null
  readonly answers: SessionState[]
  readonly container: HTMLElement
}

/** A provider of its own with a store of its own: what another tab has. */
function openTab(initialSession?: Session | null, extra?: ReactElement): Tab {
  const answers: SessionState[] = []
  const { container } = render(
    <SessionProvider initialSession={initialSession}>
      <Who answers={answers} />
      {extra}
    </SessionProvider>,
  )
  return { answers, container, shown: () => within(container).getByRole('status').textContent }
}

/** Until everything that has been said is heard: a channel keeps the order. */
async function everythingIsHeard(): Promise<void> {
  const mark = `mark ${messages.length}`
  const sender = new BroadcastChannel('launchpad-session:/auth')
  sender.postMessage(mark)
  await act(async () => {
    await waitFor(() => expect(messages).toContain(mark))
  })
  sender.close()
  messages.splice(messages.indexOf(mark), 1)
}

describe('a sign-in', () => {
  it('reaches the tabs that thought nobody was signed in, and each asks once', async () => {
    const others = [openTab(null), openTab(null)]
    await everythingIsHeard()
    messages = []
    server.reply(signedIn(ana))
    const here = openTab()
    await waitFor(() => {
      for (const tab of [here, ...others]) expect(tab.shown()).toBe('authenticated Ana Souza')
    })
    await everythingIsHeard()
    expect(server.requests).toHaveLength(3)
    expect(messages).toEqual([{ id: ana.id }])
  })

  it('is told by a tab that got it from its server', async () => {
    const other = openTab(bruno)
    server.reply(signedIn(ana))
    openTab(ana)
    await waitFor(() => expect(other.shown()).toBe('authenticated Ana Souza'))
    expect(server.requests).toHaveLength(1)
  })

  it('that is known is no news', async () => {
    const here = openTab(ana)
    openTab(ana)
    server.reply(signedIn(ana))
    await act(async () => here.answers.at(-1)?.refresh())
    await everythingIsHeard()
    expect(server.requests).toHaveLength(1)
    // What the tabs have said when they were opened.
    expect(messages).toEqual([{ id: ana.id }, { id: ana.id }])
  })

  it('is asked for once, however many tabs tell of it', async () => {
    server.hold()
    const here = openTab(null)
    for (let count = 0; count < 3; count++) channel.postMessage({ id: ana.id })
    await everythingIsHeard()
    server.reply(signedIn(ana))
    await waitFor(() => expect(here.shown()).toBe('authenticated Ana Souza'))
    expect(server.requests).toHaveLength(1)
  })

  it('is passed on by nobody, even when every tab is told something else', async () => {
    let count = 0
    server.reply((response) => signedIn({ ...ana, id: `session-${++count}` })(response))
    openTab(null)
    openTab(null)
    const here = openTab(null)
    await everythingIsHeard()
    messages = []
    await act(async () => here.answers.at(-1)?.refresh())
    await waitFor(() => expect(server.requests).toHaveLength(3))
    await everythingIsHeard()
    await everythingIsHeard()
    expect(messages).toEqual([{ id: 'session-1' }])
  })

  it('that another tab tells of counts more than the answer that is on its way', async () => {
    server.hold()
    const here = openTab()
    await waitFor(() => expect(server.requests).toHaveLength(1))
    channel.postMessage({ id: ana.id })
    await waitFor(() => expect(server.requests).toHaveLength(2))
    let count = 0
    server.reply((response) => (count++ === 0 ? signedOut : signedIn(ana))(response))
    await waitFor(() => expect(here.shown()).toBe('authenticated Ana Souza'))
  })

  it('that another tab tells of is asked for again when the first question failed', async () => {
    server.reply(hangUp)
    const here = openTab(null)
    channel.postMessage({ id: ana.id })
    await waitFor(() => expect(here.shown()).toBe('unauthenticated failed'))
    server.reply(signedIn(ana))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5000 })
    fireEvent.focus(window)
    await waitFor(() => expect(here.shown()).toBe('authenticated Ana Souza'))
  })
})

describe('a sign-out', () => {
  const press = (tab: Tab): void => {
    // The page would be left here.
    window.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    fireEvent.click(within(tab.container).getByRole('button'))
  }

  it('reaches the other tabs at once, without a question', async () => {
    server.reply(signedIn(ana))
    const others = [openTab(ana), openTab(ana)]
    const here = openTab(ana, <SignOutButton />)
    await everythingIsHeard()
    press(here)
    await waitFor(() => {
      for (const tab of others) expect(tab.shown()).toBe('unauthenticated')
    })
    expect(server.requests).toEqual([])
    expect(messages.at(-1)).toEqual({ id: null })
  })

  it('leaves the form where it is until the page is left: one that is taken away would not be sent', async () => {
    const here = openTab(ana, <SignOutButton />)
    press(here)
    await everythingIsHeard()
    expect(here.shown()).toBe('authenticated Ana Souza')
    expect(within(here.container).getByRole('button').isConnected).toBe(true)
  })

  it('is told also where no other component listens', async () => {
    const other = openTab(ana)
    const { getByRole } = render(
      <SessionProvider initialSession={ana}>
        <SignOutButton />
      </SessionProvider>,
    )
    window.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    fireEvent.click(getByRole('button'))
    await waitFor(() => expect(other.shown()).toBe('unauthenticated'))
  })

  it('counts more than the answer that is on its way', async () => {
    server.hold()
    const here = openTab(bruno)
    void here.answers.at(-1)?.refresh()
    await waitFor(() => expect(server.requests).toHaveLength(1))
    channel.postMessage({ id: null })
    await waitFor(() => expect(here.shown()).toBe('unauthenticated'))
    server.reply(signedIn(bruno))
    await everythingIsHeard()
    expect(here.shown()).toBe('unauthenticated')
  })

  it('silences the question that was on its way', async () => {
    const other = openTab(ana)
    const here = openTab(ana, <SignOutButton />)
    server.hold()
    const answered = here.answers.at(-1)?.refresh()
    await waitFor(() => expect(server.requests).toHaveLength(1))
    press(here)
    server.reply(signedIn(ana))
    await act(async () => answered)
    await everythingIsHeard()
    expect(messages.at(-1)).toEqual({ id: null })
    expect(other.shown()).toBe('unauthenticated')
  })

  it('with which a page comes makes the other tabs ask, and those that know ask nothing', async () => {
    const others = [openTab(ana), openTab(ana)]
    const knows = openTab(null)
    await everythingIsHeard()
    await waitFor(() => {
      for (const tab of others) expect(tab.shown()).toBe('unauthenticated')
    })
    openTab(null)
    await everythingIsHeard()
    expect(knows.shown()).toBe('unauthenticated')
    expect(server.requests).toHaveLength(2)
  })

  it('of an old copy of a page signs nobody out', async () => {
    server.reply(signedIn(ana))
    const other = openTab(ana)
    openTab(null)
    await waitFor(() => expect(server.requests).toHaveLength(1))
    await everythingIsHeard()
    expect(other.shown()).toBe('authenticated Ana Souza')
  })

  it('that the server tells of is told to the other tabs', async () => {
    const other = openTab(ana)
    const here = openTab(ana)
    await everythingIsHeard()
    await act(async () => here.answers.at(-1)?.refresh())
    await waitFor(() => expect(other.shown()).toBe('unauthenticated'))
    expect(server.requests).toHaveLength(1)
  })
})

describe('a question that failed', () => {
  it('is told to nobody', async () => {
    const other = openTab(ana)
    server.reply(hangUp)
    const here = openTab()
    await waitFor(() => expect(here.shown()).toBe('loading failed'))
    await everythingIsHeard()
    expect(messages).toEqual([{ id: ana.id }])
    expect(other.shown()).toBe('authenticated Ana Souza')
  })
})

describe('a message', () => {
  it.each([[null], ['text'], [7], [{}], [{ id: 7 }], [{ id: { id: 'x' } }], [[null]]])(
    'of another shape is ignored: %j',
    async (message) => {
      const questions = vi.spyOn(globalThis, 'fetch')
      const here = openTab(ana)
      channel.postMessage(message)
      await everythingIsHeard()
      expect(here.shown()).toBe('authenticated Ana Souza')
      expect(questions).not.toHaveBeenCalled()
      questions.mockRestore()
      channel.postMessage({ id: null })
      await waitFor(() => expect(here.shown()).toBe('unauthenticated'))
    },
  )

  it('for another base path is not for us', async () => {
    const here = openTab(ana)
    const foreign = new BroadcastChannel('launchpad-session:/other')
    foreign.postMessage({ id: null })
    foreign.close()
    await everythingIsHeard()
    expect(here.shown()).toBe('authenticated Ana Souza')
  })

  it('reaches nobody while the page is in the back/forward cache, and somebody afterwards', async () => {
    const here = openTab(ana)
    fireEvent(window, new Event('pagehide'))
    channel.postMessage({ id: null })
    await everythingIsHeard()
    expect(here.shown()).toBe('authenticated Ana Souza')
    server.reply(signedIn(ana))
    fireEvent(window, Object.assign(new Event('pageshow'), { persisted: true }))
    channel.postMessage({ id: null })
    await waitFor(() => expect(here.shown()).toBe('unauthenticated'))
  })
})

describe('without BroadcastChannel', () => {
  it('a tab is on its own, and everything else works', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    server.reply(signedIn(ana))
    const here = openTab(undefined, <SignOutButton />)
    await screen.findByText('authenticated Ana Souza')
    window.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    fireEvent.click(within(here.container).getByRole('button'))
    expect(here.shown()).toBe('authenticated Ana Souza')
  })
})
