import type { ReactNode } from 'react'
import { decide } from '../app/(protected)/actions.ts'
import type { PurchaseRequest } from '../data/purchase-request.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'

interface Props {
  readonly request: PurchaseRequest
  readonly words: Words
}

/** The two buttons of a request that waits: a server action each. */
export function Decision({ request, words }: Props): ReactNode {
  const { id, what } = request
  const { approve, approveThis, decline, declineThis } = words.request
  return (
    <form className="decision" action={decide}>
      <input type="hidden" name="id" value={id} />
      <button className="button small" name="event" value="approved" aria-label={fill(approveThis, { what })}>
        {approve}
      </button>
      <button className="button small plain" name="event" value="declined" aria-label={fill(declineThis, { what })}>
        {decline}
      </button>
    </form>
  )
}
