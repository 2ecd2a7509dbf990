'use client'
import { useSyncExternalStore } from 'react'
import type { SessionState } from './session.ts'
import { useSettings } from './use-settings.ts'

/**
 * Who is signed in, and whether that is known yet. However many components ask, the server is asked once.
 *
 * @throws Error outside of a `<SessionProvider>`.
 */
export function useSession(): SessionState {
  const { subscribe, get, getInitial, refresh } = useSettings().store
  return { ...useSyncExternalStore(subscribe, get, getInitial), refresh } as SessionState
}
