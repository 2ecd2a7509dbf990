import { toCanonicalJson } from '../model/canonical-json.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { isJsonObject, readOwn } from './read-own.ts'
import type { Attribute } from './schema.ts'

/** What tells the values of one attribute apart. */
export interface ElementKeys {
  /** The same for two elements of one value and type; where there is no value, of everything but `primary`. */
  readonly toKey: (element: Json) => string
  /** The same for two elements of one value. */
  readonly toValueKey: (element: Json) => string
}

/** Each key is made once: a thousand operations may look at the same five hundred elements. */
export function createElementKeys(attribute: Attribute): ElementKeys {
  const isExact = (attribute.index.get('value') ?? attribute).caseExact
  const fold = (text: Json): Json => (typeof text === 'string' && !isExact ? text.toLowerCase() : text)
  const remember = (make: (element: JsonObject) => string): ((element: Json) => string) => {
    const made = new WeakMap<JsonObject, string>()
    return (element) => {
      if (!isJsonObject(element)) return JSON.stringify(fold(element))
      const key = made.get(element) ?? make(element)
      made.set(element, key)
      return key
    }
  }
  const toKey = (element: JsonObject, type: Json): string => {
    const value = readOwn(element, 'value')
    return value === null
      ? toCanonicalJson({ ...element, primary: undefined })
      : JSON.stringify([fold(value), typeof type === 'string' ? type.toLowerCase() : null])
  }
  return {
    toKey: remember((element) => toKey(element, readOwn(element, 'type'))),
    toValueKey: remember((element) => toKey(element, null)),
  }
}
