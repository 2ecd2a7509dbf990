import { setTimeout } from 'node:timers/promises'

/** What keeps the polling going. */
export interface PollingTools {
  /** One round. Resolves also where a stream does not answer. */
  readonly pollDue: () => Promise<unknown>
  /** The store does not answer. Called once, until it does again. */
  readonly failed: (error: unknown) => void
  /** Milliseconds between rounds. */
  readonly intervalMs: number
}

/** Polls again and again, one round after the other, until it is stopped. It does not keep the process alive. */
export function startPolling({ pollDue, failed, intervalMs }: PollingTools): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let isDown = false
  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await pollDue()
        isDown = false
      } catch (error) {
        if (!isDown) failed(error)
        isDown = true
      }
      await setTimeout(intervalMs, undefined, { ref: false, signal }).catch(() => undefined)
    }
  }
  const worked = work()
  return Object.freeze({
    stop: async () => {
      stopping.abort()
      await worked
    },
  })
}
