import { requireSession } from '@launchpad-sso/next'
import { Launchpad } from '@launchpad-sso/react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { auth } from '../../../auth.ts'
import { settings } from '../../../settings.ts'
import { fill } from '../../../words/fill.ts'
import { getWords } from '../../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.launchpad.title }
}

/** The person's other applications, as the identity service knows them. */
export default async function LaunchpadPage(): Promise<ReactNode> {
  const { organization } = await requireSession(auth)
  const { words } = await getWords()
  return (
    <div className="page">
      <div>
        <h1>{words.launchpad.title}</h1>
        <p className="quiet">{fill(words.launchpad.lead, { organization: organization.name })}</p>
      </div>
      <Launchpad identityService={settings.identityUrl} />
    </div>
  )
}
