import { AuthError } from '../model/auth-error.ts'
import { checkName } from './check-name.ts'
import { findAttribute, findPath, splitUrn } from './find-attribute.ts'
import { normalizeElement, normalizeValue } from './normalize-value.ts'
import type { Operation, PatchPath } from './operation.ts'
import { parsePath } from './parse-path.ts'
import { isJsonObject } from './read-own.ts'
import type { ResourceSchema } from './schema.ts'
import { toValueInvalid } from './value-invalid.ts'

type Op = Operation['op']

/**
 * One operation as it came, with a path: as operations of which each changes one attribute, with values of the right types. None, when
 * it is about what is not kept: `schemas`, a password.
 *
 * @param value undefined: none came
 * @throws AuthError SCIM_VALUE_INVALID, SCIM_MUTABILITY, SCIM_PATH_INVALID, SCIM_SYNTAX_INVALID, SCIM_TOO_MANY
 */
export function expandOperation(op: Op, path: PatchPath, value: unknown, schema: ResourceSchema): readonly Operation[] {
  const { attribute, sub } = path
  if (attribute === null) {
    if (op === 'remove' || (op === 'replace' && (value === null || value === '')))
      return [{ op: 'remove', path, value: null }]
    if (!isJsonObject(value)) throw toValueInvalid(path.text, 'an object', value)
    return expandObject(op, value, schema, path.extension)
  }
  if (attribute.name === 'schemas' || attribute.mutability === 'writeOnly') return []
  const isId = attribute.name === 'id' && path.extension === null
  if (!isId && (sub ?? attribute).mutability === 'readOnly')
    throw new AuthError('SCIM_MUTABILITY', `${path.text.slice(0, 200)} is read-only`)
  if (op === 'remove') return expandRemoval(path, value)
  if (value === undefined) throw toValueInvalid(path.text, 'a value', value)
  const normal = normalizeTarget(path, value)
  if (normal === null) return op === 'add' ? [] : [{ op: 'remove', path, value: null }]
  // What is not said of a name stays. A manager is one thing: the URL of the one before must not stay.
  const isParts = attribute.type === 'complex' && !attribute.multiValued && sub === null
  if (isParts && findAttribute(attribute, 'value') === null && isJsonObject(value))
    return expandParts(op, path, value, schema)
  return [{ op, path, value: normal }]
}

/**
 * The same without a path: one for each name in the value. Names that nobody knows are passed over, and so is what is read-only: clients
 * send back what they were shown.
 *
 * @param owner URN of the extension whose attributes these are; null: the resource's own, dotted names, paths and URNs
 * @throws AuthError as {@link expandOperation}
 */
export function expandObject(
  op: Op,
  object: Readonly<Record<string, unknown>>,
  schema: ResourceSchema,
  owner: string | null,
): readonly Operation[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const text = owner === null ? key : `${owner}:${key}`
    const { schema: named, rest } = splitUrn(text, schema)
    if (named !== null && named.id === schema.id && rest === '')
      return isJsonObject(value) ? expandObject(op, value, schema, null) : []
    const open = text.indexOf('[')
    const isKnown =
      (named !== null && rest === '') || findPath((open === -1 ? text : text.slice(0, open)).trim(), schema) !== null
    if (!isKnown) checkName(rest)
    const path = isKnown ? parsePath(text, schema) : null
    if (path === null || isShownOnly(path)) return []
    return expandOperation(op, path, value, schema)
  })
}

function isShownOnly({ extension, attribute, sub }: PatchPath): boolean {
  const isId = attribute?.name === 'id' && extension === null
  return !isId && (attribute?.mutability === 'readOnly' || sub?.mutability === 'readOnly')
}

/** Entra says which elements to remove in the value; without one, all go. A list without anything in it means none of them. */
function expandRemoval(path: PatchPath, value: unknown): readonly Operation[] {
  const { attribute, filter, sub } = path
  const saysWhich =
    attribute?.multiValued === true && filter === null && sub === null && value !== undefined && value !== null
  if (!saysWhich) return [{ op: 'remove', path, value: null }]
  const elements = normalizeValue(attribute, value, path.text)
  return elements === null ? [] : [{ op: 'remove', path, value: elements }]
}

function normalizeTarget({ attribute, filter, sub, text }: PatchPath, value: unknown): Operation['value'] {
  if (attribute === null) return null
  const target = sub ?? attribute
  if (target.multiValued && filter === null) return normalizeValue(target, value, text)
  return normalizeElement(target, unwrap(value, target.type === 'complex'), text)
}

/** Older Entra puts lists, and objects, around single values: `[{ "$ref": null, "value": "False" }]`. */
function unwrap(value: unknown, isComplex: boolean): unknown {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
  return !isComplex && isJsonObject(one) && Object.hasOwn(one, 'value') ? one['value'] : one
}

function expandParts(
  op: Op,
  path: PatchPath,
  object: Readonly<Record<string, unknown>>,
  schema: ResourceSchema,
): readonly Operation[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const sub = path.attribute === null ? null : findAttribute(path.attribute, name)
    if (sub === null || sub.mutability === 'readOnly') return []
    return expandOperation(op, { ...path, text: `${path.text}.${sub.name}`, sub }, value, schema)
  })
}
