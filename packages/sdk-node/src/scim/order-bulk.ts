import { listReferences } from './bulk-references.ts'
import type { BulkOperation } from './parse-bulk.ts'

/** `begin`: without the references that lead to nothing yet; `complete`: the same again, with all of them. */
export interface BulkStep {
  readonly index: number
  readonly kind: 'whole' | 'begin' | 'complete'
}

/**
 * In which order operations are run: as they were sent, but one that refers to what a later one makes waits for that, and comes right after
 * it. What waits for each other in a circle is begun at the end, and then completed.
 *
 * @see RFC 7644, section 3.7.1
 */
export function orderBulk(operations: readonly BulkOperation[]): readonly BulkStep[] {
  const waiting = listNeeds(operations)
  const dependents = listDependents(waiting)
  const order: number[] = []
  const run = (index: number, passed: number): void => {
    order.push(index)
    for (const dependent of dependents[index] ?? []) {
      const needs = waiting[dependent]
      needs?.delete(index)
      // One that has not been passed yet is run when its turn comes.
      if (needs?.size === 0 && dependent < passed) run(dependent, passed)
    }
  }
  for (const index of operations.keys()) if (waiting[index]?.size === 0) run(index, index)
  const done = new Set(order)
  const circular = [...operations.keys()].filter((index) => !done.has(index))
  return [...order.map((index) => ({ index, kind: 'whole' as const })), ...breakCircles(circular, operations, waiting)]
}

/** Which operations each has to wait for: those that make what it refers to. */
function listNeeds(operations: readonly BulkOperation[]): readonly Set<number>[] {
  const makers = new Map<string, number>()
  for (const [index, { method, bulkId }] of operations.entries())
    if (method === 'POST' && bulkId !== null) makers.set(bulkId, index)
  return operations.map((operation) => new Set(listReferences(operation).flatMap((bulkId) => makers.get(bulkId) ?? [])))
}

function listDependents(waiting: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const dependents: number[][] = waiting.map(() => [])
  for (const [index, needs] of waiting.entries()) for (const need of needs) dependents[need]?.push(index)
  return dependents
}

/** Everything is made first, then what was left out is said; changes of it come last. */
function breakCircles(
  circular: readonly number[],
  operations: readonly BulkOperation[],
  waiting: readonly ReadonlySet<number>[],
): readonly BulkStep[] {
  const making = circular.filter((index) => operations[index]?.method === 'POST')
  const made = new Set<number>()
  const steps: BulkStep[] = []
  for (const index of making) {
    const isWhole = [...(waiting[index] ?? [])].every((need) => made.has(need))
    steps.push({ index, kind: isWhole ? 'whole' : 'begin' })
    made.add(index)
  }
  const begun = steps.filter(({ kind }) => kind === 'begin')
  const others = circular.filter((index) => !made.has(index))
  return [
    ...steps,
    ...begun.map(({ index }) => ({ index, kind: 'complete' as const })),
    ...others.map((index) => ({ index, kind: 'whole' as const })),
  ]
}
