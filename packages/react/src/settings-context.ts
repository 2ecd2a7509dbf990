'use client'
import { createContext, type Context } from 'react'
import type { Messages } from './messages.ts'
import type { SessionStore } from './session-store.ts'

/** What the provider gives to everything below it. */
export interface Settings {
  readonly store: SessionStore
  /** Where the SDK answers, for example `/auth`. */
  readonly basePath: string
  /** A BCP 47 language tag. */
  readonly locale: string
  readonly messages: Partial<Messages>
}

export const SettingsContext: Context<Settings | null> = createContext<Settings | null>(null)
