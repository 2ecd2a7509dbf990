import { requireSession } from '@launchpad-sso/next'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { auth } from '../../../auth.ts'
import { findBooks } from '../../../data/database.ts'
import { SessionFacts } from '../../../parts/session-facts.tsx'
import { fill } from '../../../words/fill.ts'
import { getWords } from '../../../words/get-words.ts'
import { Overview } from './overview.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.dashboard.title }
}

/** The protected page: the requests of the organization the session speaks of. */
export default async function DashboardPage(): Promise<ReactNode> {
  const [session, { locale, words }] = await Promise.all([requireSession(auth), getWords()])
  const books = findBooks(session.organization.id)
  const [firstName = ''] = (session.user.name ?? session.user.email ?? '').split(/[\s@]/)
  return (
    <div className="page">
      <div>
        <p className="eyebrow">{session.organization.name}</p>
        <h1>{fill(words.dashboard.hello, { name: firstName })}</h1>
      </div>
      {books === null ? (
        <p className="card empty">{words.dashboard.empty}</p>
      ) : (
        <Overview books={books} locale={locale} words={words} />
      )}
      <SessionFacts session={session} locale={locale} words={words.session} />
    </div>
  )
}
