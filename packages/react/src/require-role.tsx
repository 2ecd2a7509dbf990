'use client'
import type { ReactNode } from 'react'
import { useSession } from './use-session.ts'

export interface RequireRoleProps {
  /** A role, or several of which one is enough. */
  readonly role: string | readonly string[]
  /** For everyone else, also for those who are not signed in. */
  readonly fallback?: ReactNode
  readonly children?: ReactNode
}

/** Shows its children to whoever has the role, and nothing while that is unknown. It hides; the server decides. */
export function RequireRole({ role, fallback, children }: RequireRoleProps): ReactNode {
  const { status, session } = useSession()
  if (status === 'loading') return null
  const isAllowed = session?.roles.some((one) => (typeof role === 'string' ? one === role : role.includes(one)))
  return isAllowed ? children : fallback
}
