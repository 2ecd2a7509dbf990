/** @import { Store } from '@launchpad-sso/sdk-node' */

/**
 * The store, with every call noted and timed.
 *
 * @param {Store} store
 */
export function watchCalls(store) {
  /** @type {string[]} */
  let calls = []
  /** @type {Map<string, number[]>} */
  const times = new Map()
  /** @param {string} part @param {object} verbs */
  const watchPart = (part, verbs) =>
    Object.fromEntries(
      Object.entries(verbs).map(([verb, run]) => [
        verb,
        typeof run !== 'function' || verb === 'listen' ? run : watchVerb(`${part}.${verb}`, run),
      ]),
    )
  /** @param {string} call @param {(...given: unknown[]) => Promise<unknown>} run */
  const watchVerb =
    (call, run) =>
    async (/** @type {unknown[]} */ ...given) => {
      calls.push(call)
      const started = performance.now()
      const answer = await run(...given)
      const taken = times.get(call) ?? []
      times.set(call, taken)
      taken.push((performance.now() - started) * 1000)
      return answer
    }
  const parts = Object.entries(store).map(([part, verbs]) => [
    part,
    typeof verbs === 'object' ? watchPart(part, verbs) : verbs,
  ])
  return {
    store: /** @type {Store} */ (Object.fromEntries(parts)),
    /** What was called since this was last asked. */
    take: () => {
      const taken = calls
      calls = []
      return /** @type {readonly string[]} */ (taken)
    },
    /** Microseconds by call. @returns {ReadonlyMap<string, readonly number[]>} */
    times: () => times,
  }
}
