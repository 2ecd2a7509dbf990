import { toCanonicalJson } from '../model/canonical-json.ts'

/** The fields that differ, as they were and as they are now; null when none does. */
export function findChanges<T extends object>(
  old: T,
  next: T,
): { readonly old: Partial<T>; readonly new: Partial<T> } | null {
  const changed = (Object.keys(next) as (keyof T & string)[]).filter(
    (field) => toCanonicalJson(old[field]) !== toCanonicalJson(next[field]),
  )
  if (changed.length === 0) return null
  const pick = (from: T): Partial<T> =>
    Object.fromEntries(changed.map((field) => [field, from[field]])) as unknown as Partial<T>
  return { old: pick(old), new: pick(next) }
}
