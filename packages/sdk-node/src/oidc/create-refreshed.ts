import type { Outside } from '../ports/outside.ts'

/** A document of the identity provider that we keep. */
export interface Refreshed<T> {
  /** What we have, loading it when we must. */
  readonly get: (outside: Outside) => Promise<T>
  /** Loads it anew. Callers at the same time share one request. */
  readonly renew: (outside: Outside) => Promise<T>
}

const hourMs = 3600 * 1000
/** Younger: used as it is. Older: used, and renewed in the background. */
const freshMs = hourMs
/** Older than this it is renewed before it is used: a withdrawn key must not outlive a quiet weekend. */
const staleMs = 24 * hourMs
/** Pause after a renewal in the background failed. */
const retryMs = 60 * 1000

/**
 * Keeps a document so that in steady state nobody waits for it. What is known stays in use while the identity provider
 * does not answer; a failure without anything known is thrown and not remembered.
 */
export function createRefreshed<T>(load: (outside: Outside) => Promise<T>): Refreshed<T> {
  let held: { readonly value: T; readonly at: number } | null = null
  let failedAt: number | null = null
  let pending: Promise<T> | null = null

  const loadNow = async (outside: Outside): Promise<T> => {
    const at = outside.now().getTime()
    try {
      const value = await load(outside)
      held = { value, at }
      failedAt = null
      return value
    } catch (error) {
      failedAt = at
      throw error
    }
  }
  const renew = (outside: Outside): Promise<T> => {
    pending ??= loadNow(outside).finally(() => {
      pending = null
    })
    return pending
  }

  const get = async (outside: Outside): Promise<T> => {
    if (held === null) return renew(outside)
    const known = held.value
    const now = outside.now().getTime()
    // A clock that was set back makes a document look as if it came from the future: that is old, not fresh.
    const age = Math.abs(now - held.at)
    if (age < freshMs || (failedAt !== null && Math.abs(now - failedAt) < retryMs)) return known
    const renewed = renew(outside).catch(() => known)
    return age < staleMs ? known : renewed
  }
  return { get, renew }
}
