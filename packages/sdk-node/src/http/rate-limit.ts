import { hash } from 'node:crypto'

const windowMs = 60_000
/** Clients counted one by one in a minute. Whoever comes after them shares one count, so a flood cannot eat the memory. */
const maxClients = 10_000

/** Who asks. */
interface Asker {
  /** Null when the adapter does not know it. */
  readonly ip: string | null
}

/**
 * Says whether a client may ask once more: `perMinute` times in each minute of the clock. Clients without an address count
 * as one.
 */
export function createRateLimit(perMinute: number, now: () => Date): (client: Asker) => boolean {
  let counts = new Map<string, number>()
  let minute = 0
  return ({ ip }) => {
    const current = Math.floor(now().getTime() / windowMs)
    if (current !== minute) {
      counts = new Map()
      minute = current
    }
    const mark = ip === null ? '' : toMark(ip)
    const key = counts.has(mark) || counts.size < maxClients ? mark : ''
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= perMinute
  }
}

/**
 * Short, whatever an address is said to be: where no proxy writes it down, it is text of the client's own making. And a string
 * of its own: one that was cut out of a header keeps the whole header in memory.
 */
function toMark(ip: string): string {
  return hash('sha256', ip, 'base64')
}
