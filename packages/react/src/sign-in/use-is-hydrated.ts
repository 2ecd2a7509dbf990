'use client'
import { useSyncExternalStore } from 'react'

/** False on the server and while its answer is hydrated: what only the browser knows must wait until then. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
