import type { Store } from '../../src/ports/store.ts'
import { typedStore } from '../../src/stores/typed-store.ts'

/** A store that says what it was asked, and can be out of reach. */
export interface WatchedStore {
  /** As routes get it. */
  readonly store: Store
  /** `part.verb` of every call since this was last asked. */
  readonly takeCalls: () => readonly string[]
  readonly setDown: (isDown: boolean) => void
  /** Calls of that verb wait until this is called. */
  readonly hold: (call: string) => () => void
  /** Answers the next call of that verb with that. */
  readonly answerOnce: (call: string, answer: unknown) => void
}

/** @param options listen: false for a store that cannot tell. */
export function watchStore(inner: Store, options: { readonly listen?: boolean } = {}): WatchedStore {
  let calls: string[] = []
  let isDown = false
  const held = new Map<string, Promise<void>>()
  const answers = new Map<string, unknown>()
  const watchPart = (part: string, verbs: object): object =>
    Object.fromEntries(
      Object.entries(verbs).map(([verb, run]) => [
        verb,
        typeof run !== 'function' || verb === 'listen'
          ? run
          : async (...given: unknown[]): Promise<unknown> => {
              const call = `${part}.${verb}`
              calls.push(call)
              await held.get(call)
              if (isDown) throw new Error('connect ECONNREFUSED')
              if (answers.has(call)) {
                const answer = answers.get(call)
                answers.delete(call)
                return answer
              }
              return (run as (...values: unknown[]) => Promise<unknown>)(...given)
            },
      ]),
    )
  const parts = Object.entries(inner).map(([part, verbs]) => [
    part,
    typeof verbs === 'object' ? watchPart(part, verbs as object) : verbs,
  ])
  const watched = Object.fromEntries(parts) as unknown as Store
  const changes = options.listen === false ? { ...watched.changes, listen: null } : watched.changes
  return {
    store: typedStore({ ...watched, changes }),
    takeCalls: () => {
      const taken = calls
      calls = []
      return taken
    },
    setDown: (down) => void (isDown = down),
    hold: (call) => {
      let release = (): void => {}
      held.set(
        call,
        new Promise((done) => {
          release = () => {
            held.delete(call)
            done()
          }
        }),
      )
      return () => release()
    },
    answerOnce: (call, answer) => void answers.set(call, answer),
  }
}
