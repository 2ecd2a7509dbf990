import { SignedIn, SignedOut, SignInForm } from '@launchpad-sso/react'
import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { getWords } from '../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.home.signIn }
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>
}

/** The `signInPage` of our `createAuth`: whoever lacks a session comes here, with `return_to` to come back to. */
export default async function SignInPage({ searchParams }: Props): Promise<ReactNode> {
  const [query, { words }] = await Promise.all([searchParams, getWords()])
  const returnTo = query['return_to']
  return (
    <div className="card narrow">
      <h1>{words.signIn.title}</h1>
      <SignedOut>
        <p className="quiet">{words.signIn.hint}</p>
        {/* Where it leads is checked by the SDK: another origin becomes our start page. */}
        <SignInForm className="in-card" returnTo={typeof returnTo === 'string' ? returnTo : '/dashboard'} />
      </SignedOut>
      <SignedIn>
        <p className="quiet">{words.signIn.already}</p>
        <div className="buttons">
          <Link className="button wide" href="/dashboard">
            {words.home.openDashboard}
          </Link>
        </div>
      </SignedIn>
    </div>
  )
}
