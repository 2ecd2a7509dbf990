import { keepListening, type ListeningConnection } from './listening-connection.ts'
import type { PostgresPool, PostgresPoolOptions } from './postgres-pool.ts'

/** Hears of what other instances write. */
export interface ChangeListener {
  readonly listen: (heard: () => void) => Promise<() => Promise<void>>
  /** Ends its connection, for good. */
  readonly close: () => Promise<void>
}

/** Of the whole database: who uses another schema of it is woken for nothing. */
export const changeChannel = 'launchpad_changes'

/** Where the pool's options say nothing: a silent network is noticed, and nobody waits for it for minutes. */
const quickEnoughMs = 10_000

/**
 * Listens on a connection of its own, made as the pool makes its own: one of the pool's would be missing there, and a pool of one
 * would stand still. It is opened for the first who listens and ended with the last, comes back by itself, and keeps no
 * process alive.
 *
 * @returns null for a pool that does not say how it connects.
 */
export function createChangeListener(pool: PostgresPool): ChangeListener | null {
  const { Client: PoolClient, options } = pool
  if (typeof PoolClient?.prototype.unref !== 'function' || options === undefined) return null
  const listeners = new Set<() => void>()
  let closed = false
  let connection: ListeningConnection | null = null
  const hear = (): void => {
    for (const heard of listeners) heard()
  }
  const end = async (): Promise<void> => {
    const ending = connection
    connection = null
    await ending?.end()
  }
  return Object.freeze({
    listen: async (heard) => {
      if (closed) throw new Error('the store was closed')
      const listener = (): void => heard()
      listeners.add(listener)
      const stop = async (): Promise<void> => {
        if (listeners.delete(listener) && listeners.size === 0) await end()
      }
      connection ??= keepListening(changeChannel, () => new PoolClient(toClientOptions(options)), hear)
      try {
        await connection.up
        return stop
      } catch (error) {
        await stop()
        throw error
      }
    },
    close: async () => {
      closed = true
      listeners.clear()
      await end()
    },
  } satisfies ChangeListener)
}

/** Every option as it is; the pool hides the password from listing. */
function toClientOptions(options: PostgresPoolOptions): object {
  const { connectionTimeoutMillis, keepAliveInitialDelayMillis } = options
  const copy: object = Object.defineProperties({}, Object.getOwnPropertyDescriptors(options))
  return Object.assign(copy, {
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveInitialDelayMillis || quickEnoughMs,
    connectionTimeoutMillis: connectionTimeoutMillis || quickEnoughMs,
  })
}
