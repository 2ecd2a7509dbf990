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
  /** How often the server is asked while somebody looks at the page. 0: not without a cause. */
  readonly pollSeconds: number
}

/** However often the person comes back to the page, an answer is good for so long. Also the shortest time between two polls. */
const shortestMs = 5000
/** The longest a timer can run: whoever waits for it has left. */
const longestMs = 2 ** 31 - 1

/** Nothing happens before the first subscription: a server makes one for every page. */
export function createSessionStore({ basePath, initialSession, pollSeconds }: SessionStoreOptions): SessionStore {
  const initial = toSnapshot(initialSession)
  const pollMs = Math.max(shortestMs, Math.min(pollSeconds * 1000 || longestMs, longestMs))
  const listeners = new Set<() => void>()
  let snapshot = initial
  /** Which session the tabs have heard of last, from here or from each other. */
  let heard: string | null | undefined = initialSession?.id
  /** When the last question ended, in whatever way. Not set here: a server must not read the clock while it renders. */
  let askedAt = 0
  /** The question that counts. An older one has no effect; it is not aborted, for that would look like a failure. */
  let question: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (next: Snapshot): void => {
    if (JSON.stringify(next) === JSON.stringify(snapshot)) return
    snapshot = next
    for (const listener of listeners) listener()
  }
  const ask = (isNews: boolean, query = ''): Promise<void> => {
    const answer = askSession(basePath + '/session' + query).then(toSnapshot, (error: Error) => ({
      ...snapshot,
      error,
    }))
    const mine: Promise<void> = answer.then((next): Promise<void> | undefined => {
      // Whoever waits for this one waits for the newer one.
      if (question !== mine) return question
      question = undefined
      askedAt = Date.now()
      if (next.error === null) {
        const id = next.session?.id ?? null
        if (isNews && id !== heard) tellTabs(basePath, id)
        heard = id
      }
      show(next)
      poll()
    })
    question = mine
    return mine
  }
  const refresh = (query?: string): Promise<void> => question ?? ask(true, query)
  const drop = (): void => {
    question = undefined
  }
  /** Asks if the last answer is older than that; otherwise when it will be, if the page is looked at then. */
  const lookAfter = (ms: number): void => {
    clearTimeout(timer)
    // A clock that was set back must not keep us waiting.
    const age = Math.abs(Date.now() - askedAt)
    if (age < ms) timer = setTimeout(onTime, ms - age)
    else void refresh()
  }
  /** Not all browsers at the same moment, and not as if the person had done something. */
  const poll = (): void => lookAfter(pollMs * (1 - Math.random() / 5))
  const onTime = (): void => {
    // Whoever comes back asks then.
    if ((snapshot.session || snapshot.error) && listeners.size && !document.hidden) void refresh('?renew=false')
  }
  const onTab = (id: string | null): void => {
    if (id === heard || (id === '' && !snapshot.session)) return
    heard = id
    drop()
    if (id === null) show(toSnapshot(null))
    else void ask(false)
  }
  const subscribe = toSubscribe(listeners, () => {
    if (initialSession !== undefined) {
      // One that has expired on the way is asked about now.
      if (!(Date.now() >= Date.parse(initialSession?.expiresAt ?? ''))) askedAt ||= Date.now()
      // What was rendered for nobody may be old: the other tabs are to see for themselves.
      tellTabs(basePath, heard ?? '')
    }
    poll()
    return watchOutside(basePath, onTab, (isRestored) => lookAfter(isRestored ? 0 : shortestMs), drop)
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
