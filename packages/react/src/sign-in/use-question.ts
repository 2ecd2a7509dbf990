'use client'
import { useEffect, useState } from 'react'

/** One question at a time. */
export interface Question {
  readonly isBusy: () => boolean
  /** Asks, and goes on with the answer unless the question was dropped meanwhile. It stays busy until it is dropped. */
  readonly put: <Answer>(
    ask: (signal: AbortSignal) => Promise<Answer>,
    proceed: (answer: Answer) => void,
  ) => Promise<void>
  readonly drop: () => void
}

/** Whoever leaves drops the question. */
export function useQuestion(): Question {
  const [question] = useState(createQuestion)
  useEffect(() => question.drop, [question])
  return question
}

function createQuestion(): Question {
  let pending: AbortController | null = null
  return {
    isBusy: () => pending !== null,
    put: async (ask, proceed) => {
      const mine = new AbortController()
      pending = mine
      const answer = await ask(mine.signal)
      if (pending === mine) proceed(answer)
    },
    drop: () => {
      pending?.abort()
      pending = null
    },
  }
}
