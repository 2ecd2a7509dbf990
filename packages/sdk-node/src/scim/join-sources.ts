import type { ScimSlice } from '../ports/scim-directory.ts'
import type { Source } from './source.ts'

/** A resource, and which of the sources it is from. */
export type Either<A, B> =
  { readonly from: 'first'; readonly resource: A } | { readonly from: 'second'; readonly resource: B }

/** Two sources as one: everything of the first, then everything of the second. Keys say of which. */
export function joinSources<A, B>(first: Source<A>, second: Source<B>): Source<Either<A, B>> {
  const toFirst = (resources: readonly A[]): readonly Either<A, B>[] =>
    resources.map((resource) => ({ from: 'first', resource }))
  const toSecond = (resources: readonly B[]): readonly Either<A, B>[] =>
    resources.map((resource) => ({ from: 'second', resource }))
  /** Both parts are asked once; what they answer is put together again, the first's first. */
  const each = async <T>(
    resources: readonly Either<A, B>[],
    askFirst: (own: readonly A[]) => Promise<readonly T[]>,
    askSecond: (own: readonly B[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    const ofFirst = await askFirst(resources.flatMap((one) => (one.from === 'first' ? [one.resource] : [])))
    const ofSecond = await askSecond(resources.flatMap((one) => (one.from === 'second' ? [one.resource] : [])))
    let [nextFirst, nextSecond] = [0, 0]
    return resources.flatMap((one) =>
      one.from === 'first' ? ofFirst.slice(nextFirst, ++nextFirst) : ofSecond.slice(nextSecond, ++nextSecond),
    )
  }
  const { match: matchFirst, findCandidates: findFirst } = first
  const { match: matchSecond, findCandidates: findSecond } = second
  return {
    list: async (slice) => listBoth(first, second, slice, toFirst, toSecond),
    count: async () => (await first.count()) + (await second.count()),
    findMany: async (keys) => [
      ...toFirst(await first.findMany(ofSource(keys, 'first'))),
      ...toSecond(await second.findMany(ofSource(keys, 'second'))),
    ],
    keyOf: (one) =>
      one.from === 'first' ? `first.${first.keyOf(one.resource)}` : `second.${second.keyOf(one.resource)}`,
    findCandidates:
      findFirst === null || findSecond === null
        ? null
        : async () => [...toFirst(await findFirst()), ...toSecond(await findSecond())],
    match:
      matchFirst === null || matchSecond === null
        ? null
        : async (resources) =>
            each<Either<A, B>>(
              resources,
              async (own) => toFirst(await matchFirst(own)),
              async (own) => toSecond(await matchSecond(own)),
            ),
    toSortKeys: async (resources) => each(resources, first.toSortKeys, second.toSortKeys),
    show: async (resources) => each(resources, first.show, second.show),
  }
}

function ofSource(keys: readonly string[], from: 'first' | 'second'): readonly string[] {
  return keys.flatMap((key) => (key.startsWith(`${from}.`) ? [key.slice(from.length + 1)] : []))
}

async function listBoth<A, B, T>(
  first: Source<A>,
  second: Source<B>,
  { after, offset = 0, limit }: ScimSlice,
  toFirst: (resources: readonly A[]) => readonly T[],
  toSecond: (resources: readonly B[]) => readonly T[],
): Promise<readonly T[]> {
  const [afterSecond] = ofSource(after === undefined ? [] : [after], 'second')
  if (afterSecond !== undefined) return toSecond(await second.list({ after: afterSecond, limit }))
  const [afterFirst] = ofSource(after === undefined ? [] : [after], 'first')
  const ofFirst = await first.list({ limit, ...(afterFirst === undefined ? { offset } : { after: afterFirst }) })
  if (ofFirst.length === limit) return toFirst(ofFirst)
  const skip = afterFirst === undefined && offset > 0 ? Math.max(0, offset - (await first.count())) : 0
  return [...toFirst(ofFirst), ...toSecond(await second.list({ offset: skip, limit: limit - ofFirst.length }))]
}
