'use client'
import type { ListedSession } from '@launchpad-sso/sdk-node'
import { useActionState, useEffect, useRef, type ReactNode } from 'react'
import { describeDevice } from '../../../../parts/describe-device.ts'
import { SessionLine } from '../../../../parts/session-line.tsx'
import { fill } from '../../../../words/fill.ts'
import type { Words } from '../../../../words/words.ts'
import { endSessions } from './actions.ts'

interface Props {
  readonly sessions: readonly ListedSession[]
  readonly locale: string
  readonly words: Words['sessions']
}

/** A form for each, and one for all. They work before scripts do. */
export function OtherSessions({ sessions, locale, words }: Props): ReactNode {
  const [ended, end, isBusy] = useActionState(endSessions, null)
  const told = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    // The button that was pressed has gone, and the focus would go with it.
    if (ended !== null && !isBusy) told.current?.focus()
  }, [ended, isBusy])
  return (
    <section className="card parts" aria-labelledby="elsewhere">
      <div className="page-head">
        <h2 id="elsewhere">{words.elsewhere}</h2>
        {sessions.length > 0 && (
          <form action={end}>
            <button className="button small danger" disabled={isBusy}>
              {words.signOutOthers}
            </button>
          </form>
        )}
      </div>
      <output ref={told} className="done" tabIndex={-1} hidden={ended === null}>
        {ended !== null && fill(ended === 1 ? words.endedOne : words.ended, { number: String(ended) })}
      </output>
      {sessions.length === 0 ? (
        <p className="quiet">{words.noOthers}</p>
      ) : (
        <ul className="sessions" aria-labelledby="elsewhere">
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} locale={locale} words={words}>
              <form action={end}>
                <input type="hidden" name="id" value={session.id} />
                <button className="button small plain" disabled={isBusy}>
                  {words.signOut} <span className="unseen">{describeDevice(session.userAgent, words).name}</span>
                </button>
              </form>
            </SessionLine>
          ))}
        </ul>
      )}
    </section>
  )
}
