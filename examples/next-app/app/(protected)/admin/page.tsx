import { requireSession } from '@launchpad-sso/next'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { auth } from '../../../auth.ts'
import { getWords } from '../../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.admin.title }
}

/** For one role. Whoever lacks it sees the SDK's page for 403. */
export default async function AdminPage(): Promise<ReactNode> {
  await requireSession(auth, { role: 'admin' })
  const { words } = await getWords()
  return (
    <div className="page">
      <h1>{words.admin.title}</h1>
      <p className="card">{words.admin.lead}</p>
    </div>
  )
}
