'use client'
import { createContext, useContext, type ReactNode } from 'react'
import type { BrowserWords } from './words.ts'

const WordsContext = createContext<BrowserWords | null>(null)

interface Props {
  readonly words: BrowserWords
  readonly children: ReactNode
}

/** Hands the texts of one language to the components that run in the browser. */
export function WordsProvider({ words, children }: Props): ReactNode {
  return <WordsContext value={words}>{children}</WordsContext>
}

/** @throws Error outside of a `<WordsProvider>`. */
export function useWords(): BrowserWords {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('There is no <WordsProvider> above this component.')
  return words
}
