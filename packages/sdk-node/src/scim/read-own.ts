import type { Json, JsonObject } from '../model/json.ts'

/** A value the object has itself: what every object inherits is no attribute. Null: it has none. */
export function readOwn(object: JsonObject, name: string): Json {
  return Object.hasOwn(object, name) ? (object[name] ?? null) : null
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
