'use client'
import { RequireRole, useSession, useUser } from '@launchpad-sso/react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Facts } from '../../../parts/facts.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { TeamRequests } from './team-requests.tsx'

/** A protected page of the browser: it knows the person by the hooks, and reads its data from our own API. */
export default function TeamPage(): ReactNode {
  const { session } = useSession()
  const user = useUser()
  const words = useWords()
  const { team } = words
  return (
    <div className="page">
      <div>
        <p className="eyebrow">{session?.organization.name}</p>
        <h1>{team.title}</h1>
        <p className="quiet">{team.lead}</p>
      </div>
      <section className="card" aria-labelledby="session">
        <h2 id="session">{words.session.title}</h2>
        <Facts
          facts={[
            [words.session.signedInAs, user?.name ?? user?.email],
            [words.session.organization, session?.organization.name],
            [words.session.connection, session?.connection],
            [words.session.roles, session?.roles.join(', ') || words.session.none],
          ]}
        />
      </section>
      <div className="halves">
        <TeamRequests />
        <section className="card" aria-labelledby="access">
          <h2 id="access">{team.access}</h2>
          <ul className="links">
            <li>
              {/* Where one may not go there is another page, so the browser is asked to open it, and nothing is prefetched. */}
              <Link href="/acme" prefetch={false}>
                {team.rules}
              </Link>
              <span className="quiet">{team.rulesHint}</span>
            </li>
            <li>
              <Link href="/admin" prefetch={false}>
                {team.administration}
              </Link>
              <span className="quiet">{team.administrationHint}</span>
            </li>
          </ul>
          <RequireRole role="admin" fallback={<p className="tag">{team.noAdministrator}</p>}>
            <p className="tag">{team.administrator}</p>
          </RequireRole>
        </section>
      </div>
    </div>
  )
}
