'use client'
import { useSession } from '@launchpad-sso/react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Books } from '../../../data/purchase-request.ts'
import { toMoney } from '../../../parts/to-money.ts'
import { useWords } from '../../../words/words-context.tsx'

type Answer = Pick<Books, 'currency' | 'requests'>
type Known = Answer | 'loading' | 'failed'

/** The sums of the teams. */
export function TeamRequests(): ReactNode {
  const { team } = useWords()
  const { refresh } = useSession()
  const [known, setKnown] = useState<Known>('loading')
  useEffect(() => void readRequests(refresh).then(setKnown), [refresh])
  const readAgain = (): void => {
    setKnown('loading')
    void readRequests(refresh).then(setKnown)
  }
  return (
    <section className="card" aria-labelledby="by-team" aria-busy={known === 'loading'}>
      <h2 id="by-team">{team.byTeam}</h2>
      {known === 'loading' && <p className="quiet">{team.loading}</p>}
      {known === 'failed' && (
        <div role="alert">
          <p>{team.failed}</p>
          <button className="button small plain" type="button" onClick={readAgain}>
            {team.again}
          </button>
        </div>
      )}
      {typeof known === 'object' && <Sums {...known} />}
    </section>
  )
}

async function readRequests(refresh: () => Promise<void>): Promise<Answer | 'failed'> {
  const response = await fetch('/api/requests', { headers: { accept: 'application/json' } }).catch(() => null)
  // The session is over. Once that is known, the layout shows the sign-in instead of this page.
  if (response?.status === 401) await refresh()
  return response?.ok ? ((await response.json()) as Answer) : 'failed'
}

function Sums({ currency, requests }: Answer): ReactNode {
  const sums = new Map<string, number>()
  for (const { team, amount } of requests) sums.set(team, (sums.get(team) ?? 0) + amount)
  const money = toMoney(currency, document.documentElement.lang)
  return (
    <dl className="sums">
      {[...sums].map(([team, sum]) => (
        <div key={team}>
          <dt>{team}</dt>
          <dd>{money(sum)}</dd>
        </div>
      ))}
    </dl>
  )
}
