import { randomUUID } from 'node:crypto'

/**
 * A UUIDv7 in lower case: ids made later are greater, also within one millisecond of `now`. The machine's monotonic clock stands behind
 * the milliseconds, where a counter would need a memory, and 32 random bits behind that.
 *
 * @see RFC 9562, sections 5.7 and 6.2 (method 3)
 */
export function createOrderedId(now: Date): string {
  const [seconds, nanoseconds] = process.hrtime()
  const time = toHex(now.getTime(), 12)
  const counter = toHex((0x80000000 | nanoseconds) >>> 0, 8)
  // Node draws random UUIDs from a pool: the end of one costs a tenth of as many random bytes.
  const random = randomUUID().slice(-8)
  return [
    time.slice(0, 8),
    time.slice(8),
    toHex(0x7000 | (seconds & 0x0fff), 4),
    counter.slice(0, 4),
    counter.slice(4) + random,
  ].join('-')
}

function toHex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0')
}
