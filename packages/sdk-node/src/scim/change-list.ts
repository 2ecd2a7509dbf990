import { AuthError } from '../model/auth-error.ts'
import { toCanonicalJson } from '../model/canonical-json.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { createElementKeys, type ElementKeys } from './element-keys.ts'
import { createEffort } from './effort.ts'
import { matchElement } from './match-filter.ts'
import { isPrimary } from './normalize-value.ts'
import type { Operation } from './operation.ts'
import { isJsonObject } from './read-own.ts'
import type { Attribute } from './schema.ts'
import { toLabels } from './to-labels.ts'

const maxElements = 500

type Elements = readonly Json[]

/** The values of an attribute after one operation on them. @throws AuthError SCIM_NO_TARGET, SCIM_PATH_INVALID, SCIM_TOO_MANY */
export type ChangeList = (elements: Elements, operation: Operation, attribute: Attribute) => Elements

/** For the operations of one request. At most one value is primary: the one that was said last. */
export function createChangeList(): ChangeList {
  const known = new Map<Attribute, ElementKeys>()
  const keysOf = (attribute: Attribute): ElementKeys => {
    const keys = known.get(attribute) ?? createElementKeys(attribute)
    known.set(attribute, keys)
    return keys
  }
  const spend = createEffort()
  return (elements, operation, attribute) => {
    const { filter, sub } = operation.path
    spend(elements, filter)
    const changed =
      filter !== null
        ? changeMatches(elements, operation, (element) => matchElement(filter, element))
        : sub === null
          ? changeAll(elements, operation, keysOf(attribute))
          : changeSub(elements, operation)
    if (changed.length > Math.max(maxElements, elements.length))
      throw new AuthError('SCIM_TOO_MANY', `${attribute.name}: wanted at most ${maxElements} values`)
    return changed === elements ? elements : keepOnePrimary(elements, changed)
  }
}

function changeAll(elements: Elements, { op, value }: Operation, keys: ElementKeys): Elements {
  const values: Elements = Array.isArray(value) ? value : value === null ? [] : [value]
  if (op === 'replace') return values
  if (op === 'remove') return value === null ? [] : removeValues(elements, values, keys)
  const merged = new Map(elements.map((element) => [keys.toKey(element), element]))
  let isChanged = false
  for (const added of values) {
    const key = keys.toKey(added)
    const present = merged.get(key)
    // The same value once more, perhaps as the primary one now.
    const next = isJsonObject(present) && isJsonObject(added) ? { ...present, ...added } : (present ?? added)
    if (present !== undefined && toCanonicalJson(next) === toCanonicalJson(present)) continue
    merged.set(key, next)
    isChanged = true
  }
  return isChanged ? [...merged.values()] : elements
}

/** Who names only the value means every element that has it, of whatever type. */
function removeValues(elements: Elements, removed: Elements, { toKey, toValueKey }: ElementKeys): Elements {
  const isBare = (element: Json): boolean => !isJsonObject(element) || !Object.hasOwn(element, 'type')
  const keys = new Set(removed.map(toKey))
  const values = new Set(removed.filter(isBare).map(toValueKey))
  const kept = elements.filter((element) => !keys.has(toKey(element)) && !values.has(toValueKey(element)))
  return kept.length === elements.length ? elements : kept
}

function changeMatches(elements: Elements, operation: Operation, isMatch: (element: Json) => boolean): Elements {
  const { op, path, value } = operation
  const matches = elements.map(isMatch)
  if (!matches.includes(true)) return op === 'remove' ? elements : [...elements, createElement(operation)]
  if (op === 'remove' && path.sub === null) return elements.filter((_, index) => matches[index] !== true)
  const labels = path.filter === null ? null : toLabels(path.filter)
  return elements.map((element, index) => {
    if (matches[index] !== true) return element
    if (path.sub !== null) return changeElement(element, path.sub.name, operation)
    if (!isJsonObject(value)) return value
    return op === 'add' && isJsonObject(element) ? { ...element, ...value } : { ...labels, ...value }
  })
}

/** Entra sets `emails[type eq "work"].value` where there is no such address yet. @throws AuthError SCIM_NO_TARGET */
function createElement({ path, value }: Operation): JsonObject {
  const labels = path.filter === null ? null : toLabels(path.filter)
  if (labels === null || (path.sub === null && !isJsonObject(value)))
    throw new AuthError('SCIM_NO_TARGET', `${path.text.slice(0, 200)} matches no value`)
  if (path.sub !== null) return { ...labels, [path.sub.name]: value }
  return isJsonObject(value) ? { ...labels, ...value } : labels
}

/** Without a filter: of all to remove, of the only one to set. */
function changeSub(elements: Elements, operation: Operation): Elements {
  const { op, path, value } = operation
  const name = path.sub?.name ?? 'value'
  if (op !== 'remove' && elements.length === 0) return [{ [name]: value }]
  if (op !== 'remove' && elements.length > 1)
    throw new AuthError('SCIM_PATH_INVALID', `${path.text.slice(0, 200)}: wanted which of ${elements.length} values`)
  return elements.map((element) => changeElement(element, name, operation))
}

function changeElement(element: Json, name: string, { op, value }: Operation): Json {
  if (!isJsonObject(element)) return element
  const { [name]: _, ...others } = element
  return op === 'remove' ? others : { ...element, [name]: value }
}

/** @see RFC 7644, section 3.5.2 */
function keepOnePrimary(before: Elements, after: Elements): Elements {
  const primaries = after.filter(isPrimary)
  if (primaries.length < 2) return after
  const known = new Set(before)
  const last = primaries.findLast((element) => !known.has(element)) ?? primaries.at(-1)
  return after.map((element) =>
    isPrimary(element) && element !== last && isJsonObject(element) ? { ...element, primary: false } : element,
  )
}
