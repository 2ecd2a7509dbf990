import type { Session } from './session.ts'

/** What is known of the session. */
export interface Snapshot {
  readonly status: 'loading' | 'authenticated' | 'unauthenticated'
  readonly session: Session | null
  readonly error: Error | null
}

/** One per provider: every hook below it reads the same answer. */
export interface SessionStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly get: () => Snapshot
  /** What was known before anybody asked: what the server rendered, and so what hydration has to begin with. */
  readonly getInitial: () => Snapshot
  /** Asks the server; whoever asks while it is being asked gets the same answer. Never rejects. */
  readonly refresh: () => Promise<void>
  /** Tells the other tabs that the person signs out here. This tab learns it from the server, like everything else. */
  readonly signOut: () => void
}
