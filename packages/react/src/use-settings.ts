'use client'
import { useContext } from 'react'
import { SettingsContext, type Settings } from './settings-context.ts'

/** @throws Error outside of a `<SessionProvider>`. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext)
  if (settings === null) throw new Error('There is no <SessionProvider> above this component.')
  return settings
}
