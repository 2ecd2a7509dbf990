import type { JsonObject } from '../model/json.ts'
import type { Filter } from './filter.ts'
import { matchFilter } from './match-filter.ts'
import { pause } from './pause.ts'

/** Milliseconds in one go, between two turns of everybody else. */
const turnMs = 10

/**
 * Those that a filter matches. How long one takes is up to whoever wrote the filter and the values, so that not their number but the clock
 * says when others have their turn.
 *
 * @param shown the resources, in their order, as the filter sees them
 */
export async function matchPatiently<R>(
  filter: Filter,
  resources: readonly R[],
  shown: readonly JsonObject[],
): Promise<readonly R[]> {
  const matching: R[] = []
  let start = performance.now()
  for (const [index, resource] of resources.entries()) {
    if (matchFilter(filter, shown[index] ?? {})) matching.push(resource)
    if (performance.now() - start < turnMs) continue
    await pause()
    start = performance.now()
  }
  return matching
}
