import { listenToTabs } from './tab-channel.ts'

const types = ['focus', 'visibilitychange', 'online', 'pagehide', 'pageshow']

/**
 * Listens to the other tabs and to the window; answers with how to stop. `onSight`: the person looks at the page; restored:
 * as it was left, because the browser kept it.
 */
export function watchOutside(
  basePath: string,
  onTab: (id: string | null) => void,
  onSight: (isRestored: boolean) => void,
  onLeave: () => void,
): () => void {
  let stopListening = listenToTabs(basePath, onTab)
  const notice = (event: Event): void => {
    const { type, persisted: isRestored = false } = event as Partial<PageTransitionEvent>
    if (type === 'pagehide') {
      // An open channel can keep a page out of the back/forward cache.
      stopListening()
      onLeave()
    } else if (isRestored || !document.hidden) {
      if (isRestored) stopListening = listenToTabs(basePath, onTab)
      onSight(isRestored)
    }
  }
  for (const type of types) addEventListener(type, notice)
  return () => {
    stopListening()
    for (const type of types) removeEventListener(type, notice)
  }
}
