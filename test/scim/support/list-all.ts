/** Everything that a store lists page by page. */
export async function listAll<T>(
  list: (after: { readonly after?: string }) => Promise<readonly T[]>,
  keyOf: (one: T) => string = (one) => (one as { readonly id: string }).id,
): Promise<readonly T[]> {
  const all: T[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await list(last === undefined ? {} : { after: keyOf(last) })
    if (page.length === 0) return all
    all.push(...page)
  }
}
