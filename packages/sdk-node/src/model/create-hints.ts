/** Pause after a store could not be listened to. */
const listenAgainMs = 60_000

/** What a store says of itself, that something was written. */
export interface Hints {
  /** Does nothing when it has begun. */
  readonly begin: () => void
  /** How often the store said so. */
  readonly count: () => number
  readonly isListening: () => boolean
}

/**
 * A hint only makes the next question come sooner: where there is none, or it fails, asking goes on as before.
 *
 * @param listen null where the store cannot tell.
 */
export function createHints(listen: ((heard: () => void) => Promise<unknown>) | null, elapsedMs: () => number): Hints {
  let hints = 0
  let state: 'silent' | 'beginning' | 'listening' = 'silent'
  let beginAgainAt = -Infinity
  return {
    begin: () => {
      if (listen === null || state !== 'silent' || elapsedMs() < beginAgainAt) return
      state = 'beginning'
      beginAgainAt = elapsedMs() + listenAgainMs
      listen(() => void (hints += 1)).then(
        () => (state = 'listening'),
        () => (state = 'silent'),
      )
    },
    count: () => hints,
    isListening: () => state === 'listening',
  }
}
