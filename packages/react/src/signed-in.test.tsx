import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ana, bruno } from '../test/people.ts'
import { startSessionServer, type SessionServer } from '../test/session-server.ts'
import { RequireRole, type RequireRoleProps } from './require-role.tsx'
import { SessionProvider } from './session-provider.tsx'
import type { Session } from './session.ts'
import { SignedIn } from './signed-in.tsx'
import { SignedOut } from './signed-out.tsx'

let server: SessionServer
beforeEach(async () => {
  server = await startSessionServer()
  server.hold()
})
afterEach(async () => {
  cleanup()
  await server.close()
})

describe('SignedIn and SignedOut', () => {
  it.each([
    ['while nothing is known, neither', undefined, ''],
    ['with a session, the one', ana, 'in'],
    ['without a session, the other', null, 'out'],
  ])('show %s', (_name, session, text) => {
    const { container } = render(
      <SessionProvider initialSession={session}>
        <SignedIn>in</SignedIn>
        <SignedOut>out</SignedOut>
      </SessionProvider>,
    )
    expect(container.textContent).toBe(text)
  })
})

describe('RequireRole', () => {
  const show = (session: Session | null | undefined, props: RequireRoleProps): string | null =>
    render(
      <SessionProvider initialSession={session}>
        <RequireRole {...props}>secret</RequireRole>
      </SessionProvider>,
    ).container.textContent

  it.each([
    ['admin', 'secret'],
    ['editor', 'secret'],
    [['owner', 'admin'], 'secret'],
    ['owner', 'sorry'],
    [['owner', 'guest'], 'sorry'],
    [[], 'sorry'],
    ['', 'sorry'],
    // Part of the name of a role is no role.
    ['adm', 'sorry'],
    ['administrator', 'sorry'],
  ])('wants one of the roles: %j', (role, text) => {
    expect(show(ana, { role, fallback: 'sorry' })).toBe(text)
  })

  it('refuses whoever has no roles, and whoever is not signed in', () => {
    expect(show(bruno, { role: 'admin', fallback: 'sorry' })).toBe('sorry')
    expect(show(null, { role: 'admin', fallback: 'sorry' })).toBe('sorry')
  })

  it('shows nothing without a fallback, and nothing while nothing is known', () => {
    expect(show(bruno, { role: 'admin' })).toBe('')
    expect(show(undefined, { role: 'admin', fallback: 'sorry' })).toBe('')
  })
})
