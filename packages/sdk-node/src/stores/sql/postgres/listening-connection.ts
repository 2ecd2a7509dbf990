import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresListenerClient } from './postgres-pool.ts'

/** A connection that listens, and comes back by itself. */
export interface ListeningConnection {
  /** Settles when it listens for the first time, or cannot. */
  readonly up: Promise<void>
  readonly end: () => Promise<void>
}

const firstWaitMs = 500
const longestWaitMs = 30_000
/** A server that is gone says no goodbye. */
const goodbyeMs = 1_000

/**
 * Listens until it is ended. One that cannot listen at first gives up, since many databases never can; one that could keeps
 * trying, and what may have been missed meanwhile counts as heard.
 */
export function keepListening(
  channel: string,
  makeClient: () => PostgresListenerClient,
  heard: () => void,
): ListeningConnection {
  const ended = new AbortController()
  let current = open(channel, makeClient(), heard)
  const stayUp = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await current.up
        if (failures > 0) heard()
        failures = 0
        await current.gone
      } catch {
        await current.end()
      }
      const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures)
      await sleep(waitMs * (0.5 + Math.random() / 2), null, { ref: false, signal: ended.signal })
      current = open(channel, makeClient(), heard)
    }
  }
  const { up } = current
  // What ends the loop is only that nobody wants it any more.
  up.then(stayUp, () => current.end()).catch(() => {})
  return Object.freeze({
    up,
    end: async () => {
      ended.abort()
      await current.end()
    },
  } satisfies ListeningConnection)
}

interface Opened extends ListeningConnection {
  readonly gone: Promise<unknown>
}

function open(channel: string, client: PostgresListenerClient, heard: () => void): Opened {
  const gone = new Promise((resolve) => client.on('end', () => resolve(null)))
  client.on('notification', heard)
  // Without a listener it would end the process; `end` follows anyway.
  client.on('error', () => {})
  const connect = async (): Promise<void> => {
    const connecting = client.connect()
    client.unref()
    await connecting
    // TLS has put another socket in the place of the first.
    client.unref()
    await client.query(`listen ${channel}`)
  }
  const end = async (): Promise<void> => {
    // Or a process with nothing else to do would be over before this is.
    client.ref()
    await Promise.race([client.end().catch(() => {}), sleep(goodbyeMs)])
    client.unref()
  }
  return { up: connect(), gone, end }
}
