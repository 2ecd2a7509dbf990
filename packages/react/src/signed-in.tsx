'use client'
import type { ReactNode } from 'react'
import { useSession } from './use-session.ts'

export interface SignedInProps {
  readonly children?: ReactNode
}

/** Shows its children to whoever is signed in, and nothing while that is unknown. It hides; the server decides. */
export function SignedIn({ children }: SignedInProps): ReactNode {
  return useSession().status === 'authenticated' ? children : null
}
