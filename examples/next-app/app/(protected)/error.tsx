'use client'
import { useSession } from '@launchpad-sso/react'
import { useEffect, type ReactNode } from 'react'
import { useWords } from '../../words/words-context.tsx'

/**
 * Shown when a page or a server action fails. Perhaps because the session is over, which a failure alone does not tell: the
 * question to the server does, and then the layout shows the sign-in in the place of this.
 */
export default function Failure({ reset }: { readonly reset: () => void }): ReactNode {
  const { refresh } = useSession()
  const { failure } = useWords()
  useEffect(() => void refresh(), [refresh])
  return (
    <div className="card empty" role="alert">
      <h1>{failure.title}</h1>
      <p>{failure.lead}</p>
      <button className="button" type="button" onClick={reset}>
        {failure.again}
      </button>
    </div>
  )
}
