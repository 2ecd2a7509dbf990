'use client'
import { useMemo, useSyncExternalStore } from 'react'

/** The query of the page: empty while it is rendered on the server and hydrated. */
export function usePageQuery(): URLSearchParams {
  const search = useSyncExternalStore(
    watchHistory,
    () => location.search,
    () => '',
  )
  return useMemo(() => new URLSearchParams(search), [search])
}

function watchHistory(listener: () => void): () => void {
  addEventListener('popstate', listener)
  return () => removeEventListener('popstate', listener)
}
