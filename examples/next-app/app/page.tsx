import { getSession } from '@launchpad-sso/next'
import { SignedIn, SignedOut, SignInForm } from '@launchpad-sso/react'
import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { auth } from '../auth.ts'
import { fill } from '../words/fill.ts'
import { getWords } from '../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  // The layout of the same folder puts no name behind it.
  return { title: { absolute: `${words.home.eyebrow} · Procurement` } }
}

/** The public page: the way in, or a welcome for who is in already. */
export default async function HomePage(): Promise<ReactNode> {
  const [session, { words }] = await Promise.all([getSession(auth), getWords()])
  const { home } = words
  return (
    <section className="hero">
      <div>
        <p className="eyebrow">{home.eyebrow}</p>
        <h1>{home.title}</h1>
        <p className="lead">{home.lead}</p>
        <ul className="points">
          {[home.pointAccount, home.pointOrganization, home.pointLaunchpad].map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
      <SignedOut>
        <div className="card">
          <h2>{home.signIn}</h2>
          <p className="quiet">{home.signInHint}</p>
          <SignInForm className="in-card" returnTo="/dashboard" />
        </div>
      </SignedOut>
      {session !== null && (
        <SignedIn>
          <div className="card">
            <h2>{fill(home.welcome, { name: session.user.name ?? session.user.email ?? '' })}</h2>
            <p className="quiet">{fill(home.signedInAt, { organization: session.organization.name })}</p>
            <div className="buttons">
              <Link className="button wide" href="/dashboard">
                {home.openDashboard}
              </Link>
              <Link className="button plain wide" href="/catalogue">
                {home.openCatalogue}
              </Link>
            </div>
          </div>
        </SignedIn>
      )}
    </section>
  )
}
