import { toCanonicalJson } from '../model/canonical-json.ts'
import type { JsonObject } from '../model/json.ts'

/** The attributes that differ, as they were and as they are; null: none does. The order of names within them is no difference. */
export function changedAttributes(
  before: JsonObject | null,
  after: JsonObject | null,
): { readonly old: JsonObject; readonly new: JsonObject } | null {
  const [old, next] = [before ?? {}, after ?? {}]
  if (old === next) return null
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (name) => !Object.hasOwn(old, name) || !Object.hasOwn(next, name) || !isSame(old[name], next[name]),
  )
  if (names.length === 0) return null
  const pick = (attributes: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)))
  return { old: pick(old), new: pick(next) }
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return one === other || toCanonicalJson(one) === toCanonicalJson(other)
}
