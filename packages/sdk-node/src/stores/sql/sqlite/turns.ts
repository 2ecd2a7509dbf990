/** Who asks first is served first, one at a time. */
export interface Turns {
  readonly take: () => Promise<void>
  readonly pass: () => void
}

/** A queue; whoever took a turn has to pass it on. */
export function createTurns(): Turns {
  const waiting: (() => void)[] = []
  let taken = false
  return Object.freeze({
    take: async () => {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve))
      taken = true
    },
    pass: () => {
      const next = waiting.shift()
      if (next === undefined) taken = false
      else next()
    },
  } satisfies Turns)
}
