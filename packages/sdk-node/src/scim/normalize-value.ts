import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { checkName } from './check-name.ts'
import { findAttribute } from './find-attribute.ts'
import { isJsonObject } from './read-own.ts'
import type { Attribute } from './schema.ts'
import { setOwn } from '../model/set-own.ts'
import { toInstant } from './to-instant.ts'
import { toValueInvalid } from './value-invalid.ts'

const maxElements = 500
const maxMembers = 10_000

/** What no database keeps: NUL, and halves of surrogate pairs. */
const unstorable = /[\0\p{Surrogate}]/u

/**
 * A value as the schema wants it: names in their case, booleans that are booleans. What the schema does not know or nobody may
 * write is left out. Null: there is nothing in it.
 *
 * @param where for the message
 * @throws AuthError SCIM_VALUE_INVALID, SCIM_SYNTAX_INVALID, SCIM_TOO_MANY
 */
export function normalizeValue(attribute: Attribute, value: unknown, where: string): Json {
  if (value === null || value === undefined) return null
  if (!attribute.multiValued) return normalizeElement(attribute, value, where)
  // A client that has only one may send it without the list.
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  const max = attribute.name === 'members' ? maxMembers : maxElements
  if (given.length > max)
    throw new AuthError('SCIM_TOO_MANY', `${where}: wanted at most ${max} values, got ${given.length}`)
  const normal = given.map((element) => normalizeElement(attribute, element, where))
  // Nobody is left out unseen: who names a member and not which one is told so.
  if (attribute.name === 'members' && normal.some((element, at) => element === null && given[at] !== null))
    throw toValueInvalid(`${where}.value`, 'the id of a user', null)
  const elements = normal.filter(
    (element) => element !== null && !(attribute.index.has('primary') && isHollow(element)),
  )
  if (elements.filter(isPrimary).length > 1) throw toValueInvalid(where, 'one primary value', given)
  return elements.length === 0 ? null : elements
}

/** The same for one value, where the attribute has many. */
export function normalizeElement(attribute: Attribute, value: unknown, where: string): Json {
  if (value === null || value === undefined) return null
  return attribute.type === 'complex'
    ? normalizeComplex(attribute, value, where)
    : normalizeSimple(attribute, value, where)
}

/** True for an element that says only which one it would be: what is left where a client has no value for it. */
export function isHollow(element: Json): boolean {
  return isJsonObject(element) && Object.keys(element).every((name) => name === 'type' || name === 'primary')
}

export function isPrimary(element: Json): boolean {
  return isJsonObject(element) && Object.hasOwn(element, 'primary') && element['primary'] === true
}

function normalizeComplex(attribute: Attribute, value: unknown, where: string): JsonObject | null {
  const valueAttribute = findAttribute(attribute, 'value')
  // Bare ids and addresses instead of objects around them: Entra's manager, members of simple clients.
  const isBare = valueAttribute !== null && !isJsonObject(value) && !Array.isArray(value)
  const object = isBare ? { value } : value
  if (!isJsonObject(object)) throw toValueInvalid(where, 'an object', value)
  const normal: Record<string, Json> = {}
  for (const name of Object.keys(object)) {
    const sub = findAttribute(attribute, name)
    if (sub === null) checkName(name)
    else if (sub.mutability !== 'readOnly') {
      const known = normalizeValue(sub, object[name], `${where}.${sub.name}`)
      // An empty key is how clients say that there is none.
      if (known !== null && !(known === '' && sub === valueAttribute)) setOwn(normal, sub.name, known)
    }
  }
  const needsValue = valueAttribute !== null && !attribute.multiValued
  return Object.keys(normal).length === 0 || (needsValue && !Object.hasOwn(normal, 'value')) ? null : normal
}

function normalizeSimple({ type }: Attribute, value: unknown, where: string): string | number | boolean {
  switch (type) {
    case 'boolean': {
      if (typeof value === 'boolean') return value
      const word = typeof value === 'string' ? value.toLowerCase() : ''
      if (word !== 'true' && word !== 'false') throw toValueInvalid(where, 'true or false', value)
      return word === 'true'
    }
    case 'integer':
    case 'decimal':
      return normalizeNumber(type, value, where)
    case 'dateTime':
      if (typeof value !== 'string' || toInstant(value) === null)
        throw toValueInvalid(where, 'a time as in 2026-01-31T12:00:00Z', value)
      return value
    case 'binary':
      // White space at the end is passed over before: two patterns that both take it would try every way to share it.
      if (typeof value !== 'string' || !/^[\w+/\s-]*={0,2}$/.test(value.trimEnd()))
        throw toValueInvalid(where, 'base64', value)
      return value
    case 'string':
    case 'reference':
    case 'complex':
      if (typeof value !== 'string' || unstorable.test(value)) throw toValueInvalid(where, 'a string', value)
      return value
  }
}

function normalizeNumber(type: 'integer' | 'decimal', value: unknown, where: string): number {
  const isWritten = typeof value === 'string' && /^-?\d{1,30}(?:\.\d{1,30})?$/.test(value)
  const number = isWritten ? Number(value) : value
  if (typeof number !== 'number' || !(type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number)))
    throw toValueInvalid(where, type === 'integer' ? 'a whole number' : 'a number', value)
  return number
}
