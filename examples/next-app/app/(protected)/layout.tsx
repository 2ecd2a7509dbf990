import { SignedIn, SignedOut } from '@launchpad-sso/react'
import type { ReactNode } from 'react'
import { SignInAgain } from '../../parts/sign-in-again.tsx'

/** Takes a page away when the session ends while it is open: signed out in another tab, expired, or removed. */
export default function ProtectedLayout({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <>
      <SignedIn>{children}</SignedIn>
      <SignedOut>
        <SignInAgain />
      </SignedOut>
    </>
  )
}
