import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { lazy, Suspense, type ReactElement } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ana, bruno } from '../test/people.ts'
import { signedIn, startSessionServer, type SessionServer } from '../test/session-server.ts'
import { Who } from '../test/who.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { InitialSession, SessionState } from './session.ts'
import { SignedIn } from './signed-in.tsx'
import { SignInButton } from './sign-in-button.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { SignedOut } from './signed-out.tsx'

let server: SessionServer
beforeEach(async () => {
  server = await startSessionServer()
})
afterEach(async () => {
  cleanup()
  document.body.replaceChildren()
  vi.restoreAllMocks()
  await server.close()
})

const shown = (): string | null => screen.getByRole('status').textContent
const page = (session: InitialSession | null | undefined, answers: SessionState[] = []): ReactElement => (
  <SessionProvider initialSession={session}>
    <Who answers={answers} />
    <SignedIn>
      <SignOutButton returnTo="/bye" />
    </SignedIn>
    <SignedOut>
      <SignInButton />
    </SignedOut>
  </SessionProvider>
)

describe('an initial session', () => {
  it('is there at once, without a request', () => {
    const fetches = vi.spyOn(globalThis, 'fetch')
    render(page(ana))
    expect(shown()).toBe('authenticated Ana Souza')
    expect(fetches).not.toHaveBeenCalled()
  })

  it('of null means signed out at once, without a request', () => {
    const fetches = vi.spyOn(globalThis, 'fetch')
    render(page(null))
    expect(shown()).toBe('unauthenticated')
    expect(fetches).not.toHaveBeenCalled()
  })

  it('may hold dates, which become text', () => {
    const answers: SessionState[] = []
    const times = {
      createdAt: new Date(ana.createdAt),
      expiresAt: new Date(ana.expiresAt),
      endsAt: new Date(ana.endsAt),
    }
    render(page({ ...ana, ...times }, answers))
    expect(answers.at(-1)?.session).toEqual(ana)
  })

  it('that has expired on the way is asked for again', async () => {
    render(page({ ...ana, expiresAt: '2026-01-05T10:00:00.000Z' }))
    expect(shown()).toBe('authenticated Ana Souza')
    await screen.findByText('unauthenticated')
  })

  it('that changes is taken over in the same rendering', () => {
    const answers: SessionState[] = []
    const { rerender } = render(page(null, answers))
    const before = answers.length
    rerender(page(ana, answers))
    rerender(page(bruno, answers))
    expect(answers.slice(before).map(({ session }) => session?.user.name)).toEqual(
      expect.not.arrayContaining([undefined]),
    )
    expect(shown()).toBe('authenticated Bruno Lima')
  })

  it('that is only another object does not undo what was learned since', async () => {
    const answers: SessionState[] = []
    const { rerender } = render(page(ana, answers))
    server.reply(signedIn(bruno))
    await act(async () => answers.at(-1)?.refresh())
    rerender(page({ ...ana }, answers))
    expect(shown()).toBe('authenticated Bruno Lima')
  })
})

/** What a server renders, brought to life by a browser; every complaint of React counts. */
async function hydrate(session: InitialSession | null | undefined, answers: SessionState[]): Promise<Root> {
  const complaints = vi.spyOn(console, 'error')
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(page(session))
  const onRecoverableError = vi.fn<() => void>()
  const root = await act(async () => hydrateRoot(container, page(session, answers), { onRecoverableError }))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(complaints).not.toHaveBeenCalled()
  return root
}

describe('hydration', () => {
  it.each([
    ['a session', ana, 'authenticated'],
    ['null', null, 'unauthenticated'],
  ])('with %s shows nothing else first', async (_name, session, status) => {
    const answers: SessionState[] = []
    const root = await hydrate(session, answers)
    expect([...new Set(answers.map((answer) => answer.status))]).toEqual([status])
    expect(server.requests).toEqual([])
    act(() => root.unmount())
  })

  it('without one begins with what the server rendered, and asks then', async () => {
    server.hold()
    const answers: SessionState[] = []
    const root = await hydrate(undefined, answers)
    expect(shown()).toBe('loading')
    server.reply(signedIn(ana))
    await screen.findByText('authenticated Ana Souza')
    expect(server.requests).toHaveLength(1)
    act(() => root.unmount())
  })

  it('of a part that comes late begins with what the server rendered, whatever is known by then', async () => {
    server.reply(signedIn(ana))
    let arrive = (): void => {}
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const LateWho = lazy(async () => {
      await arrival
      return { default: Who }
    })
    const two = (second: ReactElement): ReactElement => (
      <SessionProvider>
        <Who />
        <Suspense>{second}</Suspense>
      </SessionProvider>
    )
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(two(<Who />))
    const onRecoverableError = vi.fn<() => void>()
    const root = await act(async () => hydrateRoot(container, two(<LateWho />), { onRecoverableError }))
    await waitFor(() => expect(container.textContent).toBe('authenticated Ana Souzaloading'))
    await act(async () => arrive())
    await waitFor(() => expect(container.textContent).toBe('authenticated Ana Souzaauthenticated Ana Souza'))
    expect(onRecoverableError).not.toHaveBeenCalled()
    act(() => root.unmount())
  })
})

describe('on a server', () => {
  it('nothing is asked and nobody is listened to', () => {
    const fetches = vi.spyOn(globalThis, 'fetch')
    const listens = vi.spyOn(window, 'addEventListener')
    expect(renderToString(page(ana))).toContain('Sign out')
    expect(renderToString(page(null))).toContain('Sign in')
    expect(renderToString(page(undefined))).not.toContain('Sign')
    expect(fetches).not.toHaveBeenCalled()
    expect(listens).not.toHaveBeenCalled()
  })
})
