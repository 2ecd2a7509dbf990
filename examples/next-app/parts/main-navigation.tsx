'use client'
import { SignedIn } from '@launchpad-sso/react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useWords } from '../words/words-context.tsx'

/** Everybody finds the catalogue; the rest is for those who have signed in. */
export function MainNavigation(): ReactNode {
  const { nav } = useWords()
  return (
    <nav className="nav" aria-label={nav.label}>
      <NavigationLink href="/catalogue">{nav.catalogue}</NavigationLink>
      <SignedIn>
        <NavigationLink href="/dashboard">{nav.dashboard}</NavigationLink>
        <NavigationLink href="/team">{nav.team}</NavigationLink>
        <NavigationLink href="/launchpad">{nav.launchpad}</NavigationLink>
      </SignedIn>
    </nav>
  )
}

function NavigationLink({ href, children }: { readonly href: string; readonly children: string }): ReactNode {
  const isHere = usePathname() === href
  return (
    <Link href={href} {...(isHere ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </Link>
  )
}
