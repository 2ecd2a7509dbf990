import { isClaimed } from '../ports/is-claimed.ts'
import type { Replays } from '../ports/store.ts'

/** The sessions of OpenID providers that sessions here began with, by `toUpstreamKey`. */
export interface KnownSids {
  readonly keep: (key: string) => Promise<void>
  /** True when a session began with it that may live still. */
  readonly has: (key: string) => Promise<boolean>
}

export interface KnownSidsTools {
  readonly store: { readonly replays: Replays }
  readonly config: { readonly now: () => Date; readonly session: { readonly absoluteSeconds: number } }
}

/**
 * For messages that prove nothing but that their sender knows a `sid`: whoever makes one up must not be able to fill the audit log. A name that
 * is kept is one that was claimed.
 *
 * People sign in again and again with one `sid`, and a name that is held cannot be prolonged. So each lifetime of sessions has a name of its own:
 * a session that lives began in this one or in the last.
 */
export function createKnownSids({ store, config }: KnownSidsTools): KnownSids {
  const lifetimeMs = config.session.absoluteSeconds * 1000
  const lifetimeAt = (now: Date): number => Math.floor(now.getTime() / lifetimeMs)
  const toName = (key: string, lifetime: number): string => `sid:${lifetime}:${key}`
  return {
    keep: async (key) => {
      const now = config.now()
      const lifetime = lifetimeAt(now)
      await store.replays.claim(toName(key, lifetime), new Date((lifetime + 2) * lifetimeMs), now)
    },
    has: async (key) => {
      const now = config.now()
      const lifetime = lifetimeAt(now)
      const isHeld = async (name: string): Promise<boolean> => isClaimed(store.replays, name, now)
      return (await isHeld(toName(key, lifetime))) || (await isHeld(toName(key, lifetime - 1)))
    },
  }
}
