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
    const known = ip !== null && (counts.has(ip) || counts.size < maxClients)
    const key = known ? ip : ''
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= perMinute
  }
}
