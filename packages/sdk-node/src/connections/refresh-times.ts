import { createHash } from 'node:crypto'

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs
const jitterMs = 2 * hourMs

/** How long a certificate is trusted after the metadata stopped naming it. */
export const overlapMs: number = dayMs
/** After a failure. */
export const retryMs: number = hourMs

/**
 * When metadata is read again: daily, an hour before it expires if that is sooner. Connections that were made together do not
 * ask together: each has a moment of its own in the two hours before the day is over.
 */
export function nextRefreshAt(connectionId: string, validUntil: Date | null, now: Date): Date {
  const share = createHash('sha256').update(connectionId).digest().readUInt32BE() / 2 ** 32
  const daily = now.getTime() + dayMs - Math.floor(share * jitterMs)
  const beforeEnd = validUntil === null ? Infinity : Math.max(validUntil.getTime() - hourMs, now.getTime() + hourMs)
  return new Date(Math.min(daily, beforeEnd))
}
