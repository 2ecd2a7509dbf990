import type { ReactElement } from 'react'
import { expect, it } from 'vitest'
import { ana } from '../test/people.ts'
import {
  RequireRole,
  SessionProvider,
  SignedIn,
  SignInButton,
  SignOutButton,
  useSession,
  useSignOut,
  useUser,
} from './index.ts'

/** Compiled, never rendered: what an app may write, and what the compiler refuses. */
function Allowed(): ReactElement {
  const state = useSession()
  const signOut = useSignOut()
  const leave = (): Promise<void> => signOut({ singleLogout: true, returnTo: '/bye' })
  const name: string | null | undefined = useUser()?.name
  // @ts-expect-error: there may be no session
  const id: string = state.session.id
  const sure: string | null = state.status === 'authenticated' ? state.session.id : null
  return (
    <SessionProvider initialSession={null} basePath="/auth" locale="fr" messages={{ signIn: 'Se connecter' }}>
      <SessionProvider initialSession={undefined} messages={undefined} pollSeconds={30} />
      <SessionProvider initialSession={{ ...ana, expiresAt: new Date(ana.expiresAt) }} />
      <SignedIn>{[name, id, sure]}</SignedIn>
      <RequireRole role={['admin', 'owner']} fallback={<p>No</p>} />
      <SignInButton connection="okta" className="wide" aria-label="x" data-test="y" onClick={() => {}} />
      <SignOutButton returnTo="/" singleLogout disabled />
      <button onClick={() => void leave()}>Leave</button>
    </SessionProvider>
  )
}

function Refused(): ReactElement {
  return (
    <>
      {/* @ts-expect-error: a promise has to be awaited */}
      <SessionProvider initialSession={Promise.resolve(null)} />
      {/* @ts-expect-error: a session has an end */}
      <SessionProvider initialSession={{ ...ana, endsAt: undefined }} />
      {/* @ts-expect-error: no such text */}
      <SessionProvider messages={{ login: 'Log in' }} />
      {/* @ts-expect-error: which role? */}
      <RequireRole>secret</RequireRole>
      {/* @ts-expect-error: roles have names */}
      <RequireRole role={7} />
      {/* @ts-expect-error: the link leads to the login */}
      <SignInButton href="/elsewhere" />
      {/* @ts-expect-error: the name of an option of the core */}
      <SignInButton return_to="/" />
      {/* @ts-expect-error: a number of seconds */}
      <SessionProvider pollSeconds="60" />
      {/* @ts-expect-error: the button sends the form */}
      <SignOutButton type="button" />
    </>
  )
}

it('the types of the props are checked by the compiler', () => {
  expect([Allowed, Refused]).toHaveLength(2)
})
