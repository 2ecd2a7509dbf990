import type { ReactNode } from 'react'
import type { Books } from '../../../data/purchase-request.ts'
import { BarChart } from '../../../parts/bar-chart.tsx'
import { toMoney } from '../../../parts/to-money.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../../words/words.ts'
import { RequestTable } from './request-table.tsx'

interface Props {
  readonly books: Books
  readonly locale: string
  readonly words: Words
}

export function Overview({ books, locale, words }: Props): ReactNode {
  const { budget, months, requests, currency } = books
  const money = toMoney(currency, locale)
  const waiting = requests.filter(({ state }) => state === 'waiting')
  const sum = waiting.reduce((total, { amount }) => total + amount, 0)
  const percent = Math.round((100 * budget.spent) / budget.total)
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  return (
    <>
      <dl className="figures">
        <div className="card">
          <dt>{words.dashboard.waiting}</dt>
          <dd>{waiting.length}</dd>
        </div>
        <div className="card">
          <dt>{words.dashboard.value}</dt>
          <dd>{money(sum)}</dd>
        </div>
        <div className="card">
          <dt>{words.dashboard.budget}</dt>
          <dd>
            {percent}%
            <svg className="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width={percent} height="4" />
            </svg>
            <span className="quiet">
              {fill(words.dashboard.budgetOf, { spent: money(budget.spent), total: money(budget.total) })}
            </span>
          </dd>
        </div>
      </dl>
      <div className="columns">
        <RequestTable requests={requests} money={money} words={words} />
        <BarChart
          title={words.dashboard.chart}
          bars={months.map(([day, total]) => [month.format(new Date(day)), total] as const)}
          format={money}
        />
      </div>
    </>
  )
}
