/** Which messages were here. In the memory of this process. */
export interface ReplayWindow {
  /** True when it was here before and was not forgotten since. Notes it. */
  readonly seen: (id: string) => boolean
  /** What failed may come again. */
  readonly forget: (id: string) => void
}

/** How much is remembered, and for how long. */
export interface ReplayWindowOptions {
  /**
   * Seconds.
   *
   * @default 600: twice the tolerance of `verifyWebhook`
   */
  readonly ttl?: number
  /**
   * Messages; beyond it the oldest is forgotten.
   *
   * @default 10000
   */
  readonly max?: number
  /**
   * The clock.
   *
   * @default () => new Date()
   */
  readonly now?: () => Date
}

/** A bounded memory of one process. Several processes need one they share: a table with a unique column, written with what you do. */
export function createReplayWindow({
  ttl = 600,
  max = 10_000,
  now = () => new Date(),
}: ReplayWindowOptions = {}): ReplayWindow {
  const until = new Map<string, number>()
  return Object.freeze({
    seen: (id: string) => {
      const at = now().getTime()
      const known = until.get(id)
      if (known !== undefined && known > at) return true
      // Set anew, so that the order of the map is the order of coming.
      until.delete(id)
      const [oldest] = until.size < max ? [] : until.keys()
      if (oldest !== undefined) until.delete(oldest)
      until.set(id, at + ttl * 1000)
      return false
    },
    forget: (id: string) => void until.delete(id),
  } satisfies ReplayWindow)
}
