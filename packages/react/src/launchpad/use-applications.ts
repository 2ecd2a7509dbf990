'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { loadApplications, type Applications } from './load-applications.ts'

const loading = { kind: 'loading' } as const

/** @param isGiven the app has the list already, so nobody is asked. */
export function useApplications(
  isGiven: boolean,
  basePath: string,
  identityService: string | undefined,
): { readonly loaded: Applications; readonly retry: () => void } {
  const [loaded, setLoaded] = useState<Applications>(loading)
  const pending = useRef<AbortController | null>(null)
  const load = useCallback(() => {
    pending.current?.abort()
    const mine = new AbortController()
    pending.current = mine
    void loadApplications(basePath, identityService, mine.signal).then((answer) => {
      if (!mine.signal.aborted) setLoaded(answer)
    })
  }, [basePath, identityService])

  useEffect(() => {
    if (!isGiven) load()
    return () => pending.current?.abort()
  }, [isGiven, load])

  const isSignedOut = loaded.kind === 'signed-out'
  useEffect(() => {
    if (!isSignedOut) return
    // Perhaps the person comes back from signing in there.
    addEventListener('focus', load)
    return () => removeEventListener('focus', load)
  }, [isSignedOut, load])

  const retry = (): void => {
    setLoaded(loading)
    load()
  }
  return { loaded, retry }
}
