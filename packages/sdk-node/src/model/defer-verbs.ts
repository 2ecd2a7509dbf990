/** An object of async functions that is loaded by the first call of one of them. */
export function deferVerbs<V extends object>(names: readonly (keyof V & string)[], load: () => Promise<V>): V {
  const verbs = names.map((name) => [
    name,
    async (...values: unknown[]): Promise<unknown> => {
      const loaded = (await load()) as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>
      return loaded[name]?.(...values)
    },
  ])
  return Object.freeze(Object.fromEntries(verbs) as V)
}
