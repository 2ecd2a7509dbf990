'use client'
import type { Locale, Messages, Words } from './messages.ts'
import { useSettings } from './use-settings.ts'

/** A component's texts in the person's language, those of the app first. */
export function useWords<Key extends keyof Messages>(words: Words<Key>): Readonly<Pick<Messages, Key>> {
  const { locale, messages } = useSettings()
  return { ...words[toLocale(locale)], ...messages }
}

/** The built-in language that comes nearest: `pt-PT` is read in Brazilian Portuguese, `fr` in English. */
function toLocale(tag: string): Locale {
  const language = tag.slice(0, 2).toLowerCase()
  return language === 'pt' ? 'pt-BR' : language === 'es' ? 'es' : 'en'
}
