'use client'
import type { ReactNode } from 'react'
import { useSession } from './use-session.ts'

export interface SignedOutProps {
  readonly children?: ReactNode
}

/** Shows its children when nobody is signed in, and nothing while that is unknown. */
export function SignedOut({ children }: SignedOutProps): ReactNode {
  return useSession().status === 'unauthenticated' ? children : null
}
