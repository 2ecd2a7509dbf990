import { requireSession } from '@launchpad-sso/next'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { auth } from '../../../auth.ts'
import { Facts } from '../../../parts/facts.tsx'
import { toMoney } from '../../../parts/to-money.ts'
import { fill } from '../../../words/fill.ts'
import { getWords } from '../../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.acme.title }
}

/** For the people of one organization. Everybody else sees the SDK's page for 403. */
export default async function AcmePage(): Promise<ReactNode> {
  const { organization } = await requireSession(auth, { organization: 'acme' })
  const { locale, words } = await getWords()
  const money = toMoney('BRL', locale)
  const { acme } = words
  return (
    <div className="page">
      <div>
        <p className="eyebrow">{organization.name}</p>
        <h1>{acme.title}</h1>
        <p className="quiet">{acme.lead}</p>
      </div>
      <div className="card">
        <Facts
          facts={[
            [fill(acme.upTo, { amount: money(500) }), acme.requester],
            [fill(acme.upTo, { amount: money(20_000) }), acme.manager],
            [fill(acme.above, { amount: money(20_000) }), acme.board],
          ]}
        />
      </div>
    </div>
  )
}
