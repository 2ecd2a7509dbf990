import type { Session } from '@launchpad-sso/sdk-node'
import type { ReactNode } from 'react'
import type { Words } from '../words/words.ts'
import { Facts } from './facts.tsx'
import { Moment } from './moment.tsx'

interface Props {
  readonly session: Session
  readonly locale: string
  readonly words: Words['session']
}

/** What the session says, so that one can see which connection let the person in. */
export function SessionFacts({ session, locale, words }: Props): ReactNode {
  const { user, organization, connection, authenticatedAt, expiresAt } = session
  const facts = [
    [words.signedInAs, user.email],
    [words.organization, organization.name],
    [words.connection, connection],
    [words.signedInAt, <Moment key="in" at={authenticatedAt} locale={locale} />],
    [words.endsUnused, <Moment key="end" at={expiresAt} locale={locale} />],
  ] as const
  return (
    <section className="card" aria-labelledby="session">
      <h2 id="session">{words.title}</h2>
      <Facts facts={facts} />
    </section>
  )
}
