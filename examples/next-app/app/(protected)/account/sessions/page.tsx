import { requireSession } from '@launchpad-sso/next'
import { SignOutButton } from '@launchpad-sso/react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { auth } from '../../../../auth.ts'
import { SessionLine } from '../../../../parts/session-line.tsx'
import { getWords } from '../../../../words/get-words.ts'
import { OtherSessions } from './other-sessions.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.sessions.title }
}

/** Where the person is signed in, and the way out of each. */
export default async function SessionsPage(): Promise<ReactNode> {
  const [session, { locale, words }] = await Promise.all([requireSession(auth), getWords()])
  const sessions = await auth.sessions.list(session.organization.id, { userId: session.user.id })
  const here = sessions.find(({ id }) => id === session.id)
  return (
    <div className="page">
      <div>
        <p className="eyebrow">{session.organization.name}</p>
        <h1>{words.sessions.title}</h1>
        <p className="quiet">{words.sessions.lead}</p>
      </div>
      <section className="card parts" aria-labelledby="here">
        <h2 id="here">{words.sessions.here}</h2>
        {here && (
          <ul className="sessions" aria-labelledby="here">
            <SessionLine session={here} isHere locale={locale} words={words.sessions} />
          </ul>
        )}
        <div className="row">
          <SignOutButton className="button plain small" singleLogout={false}>
            {words.sessions.signOutHere}
          </SignOutButton>
          <SignOutButton className="button plain small" singleLogout>
            {words.sessions.signOutToo}
          </SignOutButton>
        </div>
      </section>
      <OtherSessions sessions={sessions.filter(({ id }) => id !== session.id)} locale={locale} words={words.sessions} />
    </div>
  )
}
