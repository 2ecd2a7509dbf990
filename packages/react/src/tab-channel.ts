/** The other tabs of this origin, and whatever else listens in this one. Null where the browser has no channels. */
function openChannel(basePath: string): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`launchpad-session:${basePath}`)
}

/** Says which session this tab knows of; null: the person has signed out. */
export function tellTabs(basePath: string, id: string | null): void {
  const channel = openChannel(basePath)
  channel?.postMessage({ id })
  channel?.close()
}

/** Answers with how to stop. A message may come from another version of us, or from somebody else: its shape is checked. */
export function listenToTabs(basePath: string, onTab: (id: string | null) => void): () => void {
  const channel = openChannel(basePath)
  channel?.addEventListener('message', ({ data }: MessageEvent<{ readonly id?: unknown } | null>) => {
    const id = data?.id
    if (id === null || typeof id === 'string') onTab(id)
  })
  return () => channel?.close()
}
