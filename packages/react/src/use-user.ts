'use client'
import type { SessionUser } from './session.ts'
import { useSession } from './use-session.ts'

/** The person who is signed in; null while that is unknown, and when it is nobody. */
export function useUser(): SessionUser | null {
  return useSession().session?.user ?? null
}
