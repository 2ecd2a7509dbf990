'use client'
import { SignInForm } from '@launchpad-sso/react'
import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'

/** Stands where a protected page stood, and leads back to it. */
export function SignInAgain(): ReactNode {
  const { ended } = useWords()
  const path = usePathname()
  const query = useSearchParams().toString()
  return (
    <div className="card narrow">
      <h1>{ended.title}</h1>
      <p className="quiet" role="alert">
        {ended.lead}
      </p>
      <SignInForm className="in-card" returnTo={query === '' ? path : `${path}?${query}`} />
    </div>
  )
}
