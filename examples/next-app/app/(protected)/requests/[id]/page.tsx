import { requireSession } from '@launchpad-sso/next'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { auth } from '../../../../auth.ts'
import { findBooks, findRequest } from '../../../../data/database.ts'
import { Decision } from '../../../../parts/decision.tsx'
import { Facts } from '../../../../parts/facts.tsx'
import { Moment } from '../../../../parts/moment.tsx'
import { toMoney } from '../../../../parts/to-money.ts'
import { getWords } from '../../../../words/get-words.ts'
import { History } from './history.tsx'

interface Props {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<{ readonly tab?: string | readonly string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return { title: `PR-${id}` }
}

/** One request; `?tab=history` shows what happened to it. */
export default async function RequestPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { organization } = await requireSession(auth)
  const [{ id }, { tab }, { locale, words }] = await Promise.all([params, searchParams, getWords()])
  const request = findRequest(organization.id, id)
  if (request === null) notFound()
  const money = toMoney(findBooks(organization.id)?.currency ?? 'EUR', locale)
  const showsHistory = tab === 'history'
  const [asked] = request.history
  const here = { 'aria-current': 'page' } as const
  return (
    <div className="page">
      <Link className="back" href="/dashboard">
        {words.request.back}
      </Link>
      <div className="page-head">
        <div>
          <p className="eyebrow">PR-{id}</p>
          <h1>{request.what}</h1>
        </div>
        {request.state === 'waiting' && <Decision request={request} words={words} />}
      </div>
      <nav className="tabs" aria-label={words.request.tabs}>
        <Link href={`/requests/${id}`} {...(showsHistory ? {} : here)}>
          {words.request.details}
        </Link>
        <Link href={`/requests/${id}?tab=history`} {...(showsHistory ? here : {})}>
          {words.request.history}
        </Link>
      </nav>
      <section className="card">
        {showsHistory ? (
          <History history={request.history} locale={locale} words={words} />
        ) : (
          <Facts
            facts={[
              [
                words.dashboard.state,
                <span key="state" className={`tag ${request.state}`}>
                  {words.states[request.state]}
                </span>,
              ],
              [words.dashboard.amount, money(request.amount)],
              [words.dashboard.team, request.team],
              [words.request.asked, asked && <Moment key="asked" at={new Date(asked.at)} locale={locale} />],
            ]}
          />
        )}
      </section>
    </div>
  )
}
