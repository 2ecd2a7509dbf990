/** Whoever asks for the same while it is being fetched gets the same. */
export function createSharedFetch<T>(fetch: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return async (id) => {
    const run = running.get(id) ?? fetch(id).finally(() => running.delete(id))
    running.set(id, run)
    return run
  }
}
