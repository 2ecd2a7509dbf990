import type { ReactNode } from 'react'
import type { RequestEvent } from '../../../../data/purchase-request.ts'
import { Moment } from '../../../../parts/moment.tsx'
import type { Words } from '../../../../words/words.ts'

interface Props {
  readonly history: readonly RequestEvent[]
  readonly locale: string
  readonly words: Words
}

/** What happened to a request, the newest first. */
export function History({ history, locale, words }: Props): ReactNode {
  return (
    <ol className="history">
      {history.toReversed().map(({ event, by, at }) => (
        <li key={at}>
          <strong>{words.events[event]}</strong>
          <span>{by}</span>
          <span className="quiet">
            <Moment at={new Date(at)} locale={locale} />
          </span>
        </li>
      ))}
    </ol>
  )
}
