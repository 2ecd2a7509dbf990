import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { getSession } from '@launchpad-sso/next'
import { SessionProvider, SignedOut, SignInButton, UserMenu } from '@launchpad-sso/react'
import { auth } from '../auth.ts'
import { MainNavigation } from '../parts/main-navigation.tsx'
import { getWords } from '../words/get-words.ts'
import { toBrowserWords } from '../words/to-browser-words.ts'
import { WordsProvider } from '../words/words-context.tsx'
import '@launchpad-sso/react/styles.css'
import './globals.css'

export const metadata: Metadata = { title: { template: '%s · Procurement', default: 'Procurement' } }
export const viewport: Viewport = { colorScheme: 'light dark' }

/** The frame of every page. The session comes along with it, so nobody sees the wrong menu for a moment. */
export default async function Layout({ children }: { readonly children: ReactNode }): Promise<ReactNode> {
  const [session, { locale, words }] = await Promise.all([getSession(auth), getWords()])
  return (
    <html lang={locale}>
      <body>
        <SessionProvider initialSession={session} locale={locale}>
          <WordsProvider words={toBrowserWords(words)}>
            <a className="skip" href="#content">
              {words.skip}
            </a>
            <header className="bar">
              <div className="bar-inner">
                <Link className="brand" href="/">
                  <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
                    <rect width="32" height="32" rx="9" />
                    <path d="M10 9h9a4.5 4.5 0 0 1 0 9h-9zM10 9v14.5" />
                    <circle cx="21.5" cy="22.5" r="2.2" />
                  </svg>
                  <span>Procurement</span>
                </Link>
                <MainNavigation />
                <UserMenu>
                  <a href="/account/sessions">{words.sessions.title}</a>
                </UserMenu>
                <SignedOut>
                  <SignInButton className="button small" />
                </SignedOut>
              </div>
            </header>
            <main id="content">{children}</main>
            <footer className="foot">{words.foot}</footer>
          </WordsProvider>
        </SessionProvider>
      </body>
    </html>
  )
}
