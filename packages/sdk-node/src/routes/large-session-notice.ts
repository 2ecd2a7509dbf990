import type { Config } from '../config/config.ts'

/** Of a session whose roles did not fit into its cookie. */
export interface SessionSize {
  /** What the cookie would have had. */
  readonly neededBytes: number
  readonly roles: number
}

/** Sizes differ by people: those within this many bytes are one. */
const stepBytes = 1024

/** Says once per size, to whoever develops, that the store is asked for a part of the session. Never which roles. */
export function createLargeSessionNotice({ https, log }: Pick<Config, 'https' | 'log'>): (size: SessionSize) => void {
  const said = new Set<number>()
  return ({ neededBytes, roles }) => {
    const step = Math.ceil(neededBytes / stepBytes)
    if (https || said.has(step)) return
    said.add(step)
    log({
      level: 'warn',
      event: 'config.warning',
      message:
        `a session with ${roles} roles needs a cookie of ${neededBytes} bytes, and browsers take 4096: its roles are kept in the store, ` +
        'which every process asks once per session. Fewer or shorter roles stay in the cookie.',
    })
  }
}
