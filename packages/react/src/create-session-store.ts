import { askSession } from './ask-session.ts'
import type { Session } from './session.ts'
import type { SessionStore, Snapshot } from './session-store.ts'
import { tellTabs } from './tab-channel.ts'
import { toSubscribe } from './to-subscribe.ts'
import { watchOutside } from './watch-outside.ts'

export interface SessionStoreOptions {
  readonly basePath: string
  /** What the server has rendered with; undefined: ask at the first subscription. */
  readonly initialSession?: Session | null | undefined
}

/** Nothing happens before the first subscription: a server makes one for every page. */
export function createSessionStore({ basePath, initialSession }: SessionStoreOptions): SessionStore {
  const initial = toSnapshot(initialSession)
  const listeners = new Set<() => void>()
  let snapshot = initial
  /** Which session the tabs have heard of last, from here or from each other. */
  let heard: string | null | undefined = initialSession?.id
  /** Unset until the first subscription: a server must not read the clock while it renders. */
  let answeredAt: number | undefined
  /** The question that counts. An older one has no effect; it is not aborted, for that would look like a failure. */
  let question: Promise<void> | null = null

  const show = (next: Snapshot): void => {
    if (JSON.stringify(next) === JSON.stringify(snapshot)) return
    snapshot = next
    for (const listener of listeners) listener()
  }
  const ask = (isNews: boolean): Promise<void> => {
    const answer = askSession(basePath).then(toSnapshot, (error: Error) => ({ ...snapshot, error }))
    const mine: Promise<void> = answer.then((next): Promise<void> | undefined => {
      // Whoever waits for this one waits for the newer one.
      if (question !== mine) return question ?? undefined
      question = null
      if (next.error === null) learn(next.session?.id ?? null, isNews)
      show(next)
    })
    question = mine
    return mine
  }
  const learn = (id: string | null, isNews: boolean): void => {
    if (isNews && id !== heard) tellTabs(basePath, id)
    heard = id
    answeredAt = Date.now()
  }
  const refresh = (): Promise<void> => question ?? ask(true)
  const drop = (): void => {
    question = null
  }
  const onTab = (id: string | null): void => {
    if (id === heard) return
    heard = id
    drop()
    if (id === null) show(toSnapshot(null))
    else void ask(false)
  }
  const onSight = (isRestored: boolean): void => {
    if (isRestored || isStale(snapshot, answeredAt)) void refresh()
  }
  const subscribe = toSubscribe(listeners, () => {
    answeredAt ??= Date.now()
    if (heard) tellTabs(basePath, heard)
    onSight(false)
    return watchOutside(basePath, onTab, onSight, drop)
  })
  const signOut = (): void => {
    heard = null
    drop()
    tellTabs(basePath, null)
  }
  return { subscribe, get: () => snapshot, getInitial: () => initial, refresh, signOut }
}

function toSnapshot(session: Session | null | undefined): Snapshot {
  const status = session ? 'authenticated' : session === null ? 'unauthenticated' : 'loading'
  return { status, session: session ?? null, error: null }
}

/** An answer is good for a minute: who looks at the page later than that may have been signed out meanwhile. */
function isStale({ status, session, error }: Snapshot, answeredAt = 0): boolean {
  const now = Date.now()
  if (status === 'loading' || error !== null || now - answeredAt > 60_000) return true
  return session !== null && now >= Date.parse(session.expiresAt)
}
