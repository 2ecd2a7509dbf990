import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log/log.ts'
import type { IdentityEvent } from './identity-event.ts'
import type { EventTarget, SendEvent } from './send-event.ts'

/** Tells applications, in the background. */
export interface EventSender {
  /** What is about one person arrives in the order in which it was told. */
  readonly tell: (applicationId: string, target: EventTarget, event: IdentityEvent) => void
  /** Resolves when nothing is under way; what would be tried again is given up. */
  readonly close: () => Promise<void>
}

interface EventSenderOptions {
  readonly send: SendEvent
  readonly now: () => Date
  readonly log: Log
}

/** A restart of the application, a deployment, a short outage of the network. Longer ones end with the log. */
const retryAfterMs: readonly number[] = [1000, 5000, 30_000, 120_000, 600_000]

/** In memory: what is not sent when the process ends is lost, with the accounts themselves. */
export function createEventSender({ send, now, log }: EventSenderOptions): EventSender {
  /** What is under way, by application and person. */
  const lines = new Map<string, Promise<void>>()
  const closing = new AbortController()
  const deliver = async (applicationId: string, target: EventTarget, event: IdentityEvent): Promise<void> => {
    for (let attempts = 1; ; attempts += 1) {
      const problem = await send(event, target, now())
      const waitMs = problem === null || closing.signal.aborted ? undefined : retryAfterMs[attempts - 1]
      if (waitMs === undefined) return log(toLogEntry(applicationId, event, attempts, problem))
      // A process that has nothing else to do may end.
      await sleep(waitMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  }
  return Object.freeze({
    tell: (applicationId, target, event) => {
      const key = `${applicationId} ${event.target.id}`
      const before = lines.get(key) ?? Promise.resolve()
      const line = before
        .then(() => deliver(applicationId, target, event))
        .finally(() => {
          if (lines.get(key) === line) lines.delete(key)
        })
      lines.set(key, line)
    },
    close: async () => {
      closing.abort()
      await Promise.all(lines.values())
    },
  } satisfies EventSender)
}

function toLogEntry(
  applicationId: string,
  { type }: IdentityEvent,
  attempts: number,
  problem: string | null,
): Parameters<Log>[0] {
  const isDelivered = problem === null
  return {
    level: isDelivered ? 'info' : 'warn',
    event: isDelivered ? 'event.delivered' : 'event.failed',
    applicationId,
    type,
    attempts,
    problem,
  }
}
