/** Names of async functions, for who passes calls on. The compiler misses one that is not among them. */
export function verbNames<V>(verbs: Readonly<Record<keyof V & string, true>>): readonly (keyof V & string)[] {
  return Object.freeze(Object.keys(verbs) as (keyof V & string)[])
}
