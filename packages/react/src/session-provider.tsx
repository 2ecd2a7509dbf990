'use client'
import { useCallback, useInsertionEffect, useMemo, useRef, type ReactElement, type ReactNode } from 'react'
import { createSessionStore } from './create-session-store.ts'
import type { Messages } from './messages.ts'
import type { InitialSession, Session } from './session.ts'
import { SettingsContext, type Settings } from './settings-context.ts'

export interface SessionProviderProps {
  /**
   * What the server knows: a session, or null for nobody. Without it the browser asks the server once. A changed one (after
   * `router.refresh()`, for example) is taken over at once.
   */
  readonly initialSession?: InitialSession | null | undefined
  /**
   * Where the SDK answers.
   *
   * @default '/auth'
   */
  readonly basePath?: string | undefined
  /**
   * A BCP 47 language tag. Built in are English, Portuguese and Spanish; English is what other languages get.
   *
   * @default 'en'
   */
  readonly locale?: string | undefined
  /** Texts of your own, all or some of them. */
  readonly messages?: Partial<Messages> | undefined
  /**
   * How often the server is asked whether the session goes on, while somebody is signed in and the page is in sight: at least 5. That
   * is no use of the session: it does not make it last longer. 0: only when there is a cause.
   *
   * @default 60
   */
  readonly pollSeconds?: number | undefined
  readonly children?: ReactNode
}

const noMessages: Partial<Messages> = {}

/** Everything below it shares one session, one question to the server and one language. */
export function SessionProvider(props: SessionProviderProps): ReactElement {
  const { initialSession, basePath = '/auth', locale = 'en', messages = noMessages, pollSeconds = 60, children } = props
  // As text: an object may be another one at every rendering, and text holds no `Date`s.
  const initial = JSON.stringify(initialSession) as string | undefined
  // A changed session gets a store of its own: whatever is rendered with it knows it from the first time on.
  const store = useMemo(
    () =>
      createSessionStore({
        basePath,
        initialSession: (initial && JSON.parse(initial)) as Session | null | undefined,
        pollSeconds,
      }),
    [basePath, initial, pollSeconds],
  )
  const latest = useRef(store)
  useInsertionEffect(() => {
    latest.current = store
  })
  // The same one for good: an app may hold on to it across a change of stores.
  const refresh = useCallback(() => latest.current.refresh(), [])
  const settings = useMemo<Settings>(() => {
    return { store: { ...store, refresh }, basePath, locale, messages }
  }, [store, refresh, basePath, locale, messages])
  return <SettingsContext.Provider value={settings}>{children}</SettingsContext.Provider>
}
