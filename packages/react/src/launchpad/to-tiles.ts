import type { LaunchpadApplication } from './launchpad-application.ts'
import { toWebUrl } from './to-web-url.ts'

/** What can be shown of a list that came from somewhere: each id once, and nothing without a name and a web address. */
export function toTiles(list: readonly unknown[], base: string | null): readonly LaunchpadApplication[] {
  const tiles = new Map<string, LaunchpadApplication>()
  for (const one of list) {
    const { id, name, description, url, iconUrl } = (one ?? {}) as Record<string, unknown>
    const link = toWebUrl(url, base)
    if (typeof id !== 'string' || typeof name !== 'string' || link === null || tiles.has(id)) continue
    const text = typeof description === 'string' ? description : null
    tiles.set(id, { id, name, description: text, url: link, iconUrl: toWebUrl(iconUrl, base) })
  }
  return [...tiles.values()]
}
