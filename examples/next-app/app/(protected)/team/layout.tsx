import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getWords } from '../../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.team.title }
}

/** The page below runs in the browser, and from there nobody can set the title. */
export default function TeamLayout({ children }: { readonly children: ReactNode }): ReactNode {
  return children
}
