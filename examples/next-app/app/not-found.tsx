import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { getWords } from '../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.notFound.title }
}

export default async function NotFoundPage(): Promise<ReactNode> {
  const { words } = await getWords()
  return (
    <div className="card empty">
      <h1>{words.notFound.title}</h1>
      <p>{words.notFound.lead}</p>
      <p>
        <Link className="button" href="/">
          {words.notFound.home}
        </Link>
      </p>
    </div>
  )
}
