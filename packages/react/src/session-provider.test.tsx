import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, version, type ReactElement } from 'react'
import { version as domVersion } from 'react-dom'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ana, bruno } from '../test/people.ts'
import {
  hangUp,
  html,
  json,
  signedIn,
  signedOut,
  startSessionServer,
  type SessionServer,
} from '../test/session-server.ts'
import { Who } from '../test/who.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { SessionState } from './session.ts'
import { useSession } from './use-session.ts'
import { useUser } from './use-user.ts'

let server: SessionServer
beforeEach(async () => {
  server = await startSessionServer()
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  await server.close()
})

const shown = (): string | null => screen.getByRole('status').textContent
const app = (
  <SessionProvider>
    <Who />
  </SessionProvider>
)

it('runs with the React its project is named after', ({ task }) => {
  const major = task.file.projectName === 'react-18' ? '18.' : '19.'
  expect(version.slice(0, 3)).toBe(major)
  expect(domVersion.slice(0, 3)).toBe(major)
})

describe('without an initial session', () => {
  it('is loading until the server has answered', async () => {
    server.hold()
    render(app)
    expect(shown()).toBe('loading')
    server.reply(signedIn(ana))
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
  })

  it('asks once for any number of hooks, as a script that wants JSON', async () => {
    server.reply(signedIn(ana))
    const Ten = (): ReactElement => (
      <>
        {Array.from({ length: 10 }, (_, index) => (
          <Who key={index} />
        ))}
      </>
    )
    render(
      <SessionProvider>
        <Ten />
      </SessionProvider>,
    )
    await waitFor(() =>
      expect(screen.getAllByRole('status').map((one) => one.textContent)).toEqual(
        Array(10).fill('authenticated Ana Souza'),
      ),
    )
    expect(server.requests).toEqual(['GET /auth/session application/json'])
  })

  it('asks once under StrictMode, which mounts everything twice', async () => {
    server.reply(signedIn(ana))
    render(<StrictMode>{app}</StrictMode>)
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
    expect(server.requests).toHaveLength(1)
  })

  it('asks below the base path', async () => {
    render(
      <SessionProvider basePath="/sso">
        <Who />
      </SessionProvider>,
    )
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
    expect(server.requests).toEqual(['GET /sso/session application/json'])
  })

  it('asks nothing while no component wants to know', () => {
    const fetches = vi.spyOn(globalThis, 'fetch')
    render(<SessionProvider>text</SessionProvider>)
    expect(fetches).not.toHaveBeenCalled()
  })

  it('does not ask again for hooks that come later', async () => {
    server.reply(signedIn(ana))
    const { rerender } = render(app)
    await waitFor(() => expect(shown()).toBe('authenticated Ana Souza'))
    rerender(
      <SessionProvider>
        <Who />
        <Who />
      </SessionProvider>,
    )
    rerender(<SessionProvider>nobody</SessionProvider>)
    rerender(app)
    expect(shown()).toBe('authenticated Ana Souza')
    expect(server.requests).toHaveLength(1)
  })
})

describe('an answer', () => {
  it.each([
    ['null', signedOut],
    ['401 with JSON', json(401, { error: { code: 'SESSION_REQUIRED' } })],
    ['401 with HTML', html(401)],
    ['the HTML of some sign-in page', html(200)],
    ['HTML with 403', html(403)],
  ])('of %s means signed out', async (_name, reply) => {
    server.reply(reply)
    render(app)
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
  })

  it('that is the HTML of a sign-in page after a redirect means signed out', async () => {
    server.reply((response) => {
      if (response.req.url === '/auth/session') response.writeHead(302, { location: '/sign-in' }).end()
      else html(200)(response)
    })
    render(app)
    await waitFor(() => expect(shown()).toBe('unauthenticated'))
  })

  it.each([
    ['a broken connection', hangUp],
    ['503 with HTML', html(503)],
    ['500 with JSON', json(500, { session: null })],
    ['429', json(429, { session: null })],
    ['JSON of somebody else', json(200, { status: 'ok' })],
    [
      'JSON that is cut off',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"sess'),
    ],
  ] satisfies [string, typeof hangUp][])(
    'of %s says nothing: it is an error, and loading goes on',
    async (_name, reply) => {
      server.reply(reply)
      render(app)
      await waitFor(() => expect(shown()).toBe('loading failed'))
    },
  )

  it('that says nothing leaves what was known, until a good one', async () => {
    const answers: SessionState[] = []
    render(
      <SessionProvider initialSession={ana}>
        <Who answers={answers} />
      </SessionProvider>,
    )
    server.reply(json(503, {}))
    await act(async () => answers.at(-1)?.refresh())
    expect(shown()).toBe('authenticated Ana Souza failed')
    expect(answers.at(-1)?.error?.message).toBe('/auth/session: expected a session, got status 503')
    server.reply(hangUp)
    await act(async () => answers.at(-1)?.refresh())
    expect(shown()).toBe('authenticated Ana Souza failed')
    server.reply(signedIn(bruno))
    await act(async () => answers.at(-1)?.refresh())
    expect(shown()).toBe('authenticated Bruno Lima')
  })

  it('that says nothing new renders nothing anew', async () => {
    server.reply(signedIn(ana))
    const answers: SessionState[] = []
    render(
      <SessionProvider initialSession={ana}>
        <Who answers={answers} />
      </SessionProvider>,
    )
    const before = answers.length
    await act(async () => answers.at(-1)?.refresh())
    expect(server.requests).toHaveLength(1)
    expect(answers).toHaveLength(before)
  })
})

describe('refresh', () => {
  it('is one question for all who ask at the same time', async () => {
    const answers: SessionState[] = []
    render(
      <SessionProvider initialSession={null}>
        <Who answers={answers} />
      </SessionProvider>,
    )
    server.reply(signedIn(ana))
    await act(async () => {
      await Promise.all([answers.at(-1)?.refresh(), answers.at(-1)?.refresh()])
    })
    expect(shown()).toBe('authenticated Ana Souza')
    expect(server.requests).toHaveLength(1)
  })

  it('keeps its identity, and works when it is called late', async () => {
    const answers: SessionState[] = []
    const page = (session: typeof ana | null): ReactElement => (
      <SessionProvider initialSession={session}>
        <Who answers={answers} />
      </SessionProvider>
    )
    const { rerender } = render(page(null))
    rerender(page(ana))
    server.reply(signedIn(bruno))
    await act(async () => answers[0]?.refresh())
    expect(shown()).toBe('authenticated Bruno Lima')
    expect(new Set(answers.map(({ refresh }) => refresh)).size).toBe(1)
  })
})

describe('useUser', () => {
  it('is the person, or null', async () => {
    const Name = (): ReactElement => <output>{useUser()?.email ?? 'nobody'}</output>
    server.reply(signedIn(ana))
    render(
      <SessionProvider>
        <Name />
      </SessionProvider>,
    )
    expect(shown()).toBe('nobody')
    await waitFor(() => expect(shown()).toBe('ana@acme.test'))
  })
})

describe('outside of a provider', () => {
  it('useSession throws, and says what is missing', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const Lost = (): ReactElement => <output>{useSession().status}</output>
    expect(() => render(<Lost />)).toThrow('There is no <SessionProvider> above this component.')
  })
})
