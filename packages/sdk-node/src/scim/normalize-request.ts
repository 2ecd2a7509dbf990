import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { applyPatch } from './apply-patch.ts'
import { checkName } from './check-name.ts'
import { countTerms } from './count-terms.ts'
import { expandObject, expandOperation } from './expand-operation.ts'
import { findAttribute, splitUrn } from './find-attribute.ts'
import { normalizeValue } from './normalize-value.ts'
import type { Operation } from './operation.ts'
import { parsePath } from './parse-path.ts'
import { isJsonObject } from './read-own.ts'
import type { Attribute, ResourceSchema, Schema } from './schema.ts'
import { setOwn } from '../model/set-own.ts'
import { toValueInvalid } from './value-invalid.ts'

const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:patchop'
const coreUrn = /^urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group)$/i
const maxOperations = 1000
/** After one operation without a path has become several. */
const maxChanges = 10_000
/** In the filters of all paths: each is asked of every value of an attribute. */
const maxTerms = 3000

/**
 * The body of a POST or PUT: what the schema knows of it, in canonical case and types. Without `id`, `meta`, `groups`, `password` and
 * `schemas`; null and empty mean absent. `members` are in it: `toGroupDraft` leaves them out, `parseMembers` reads them.
 *
 * @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID, SCIM_TOO_MANY
 */
export function normalizeResource(body: unknown, schema: ResourceSchema): JsonObject {
  if (!isJsonObject(body)) throw toSyntaxInvalid('a JSON object')
  const resource: Record<string, Json> = {}
  const paths: Record<string, unknown> = {}
  for (const key of Object.keys(body)) {
    const attribute = findAttribute(schema, key)
    const extension = attribute === null ? schema.extensions.find(({ id }) => isSame(key, id)) : undefined
    if (attribute?.name === 'schemas') checkSchemas(body[key], schema)
    else if (attribute !== null) setAttribute(resource, attribute, body[key], attribute.name)
    else if (extension !== undefined) setExtension(resource, extension, body[key])
    else {
      checkName(splitUrn(key, schema).rest)
      if (/[.:[]/.test(key)) paths[key] = body[key]
    }
  }
  // `name.givenName` and the like, where a client writes paths for names here too.
  const operations = expandObject('add', paths, schema, null)
  return operations.length === 0 ? resource : applyPatch(resource, operations, schema)
}

function setExtension(resource: Record<string, Json>, extension: Schema, value: unknown): void {
  if (value === null || value === '') return
  if (!isJsonObject(value)) throw toValueInvalid(extension.id, 'an object', value)
  const part: Record<string, Json> = {}
  for (const name of Object.keys(value)) {
    const attribute = findAttribute(extension, name)
    if (attribute === null) checkName(name)
    else setAttribute(part, attribute, value[name], `${extension.id}:${attribute.name}`)
  }
  if (Object.keys(part).length > 0) resource[extension.id] = part
}

function setAttribute(object: Record<string, Json>, attribute: Attribute, value: unknown, where: string): void {
  if (attribute.mutability === 'readOnly' || attribute.mutability === 'writeOnly') return
  const normal = normalizeValue(attribute, value, where)
  if (normal !== null) setOwn(object, attribute.name, normal)
}

/** What a resource has shows which schemas it uses; the list must only not say that it is another resource. */
function checkSchemas(value: unknown, schema: ResourceSchema): void {
  if (value === null || value === undefined) return
  if (!Array.isArray(value) || !value.every((urn): urn is string => typeof urn === 'string'))
    throw toSyntaxInvalid('schemas to be a list of URNs')
  if (value.some((urn) => coreUrn.test(urn)) && !value.some((urn) => isSame(urn, schema.id)))
    throw toSyntaxInvalid(`schemas to name ${schema.id}`)
}

/**
 * The body of a PATCH: one operation per attribute, whatever the dialect.
 *
 * @throws AuthError SCIM_SYNTAX_INVALID, SCIM_PATH_INVALID, SCIM_FILTER_INVALID, SCIM_VALUE_INVALID, SCIM_NO_TARGET, SCIM_MUTABILITY,
 *   SCIM_TOO_MANY
 */
export function normalizeOperations(body: unknown, schema: ResourceSchema): readonly Operation[] {
  if (!isJsonObject(body)) throw toSyntaxInvalid('a JSON object')
  // None, and an empty list, say nothing else either.
  const schemas = readField(body, 'schemas') ?? []
  if (!Array.isArray(schemas) || (schemas.length > 0 && !schemas.some((urn) => isSame(urn, patchUrn))))
    throw toSyntaxInvalid('schemas to name the PatchOp message')
  const given = readField(body, 'operations')
  const list: readonly unknown[] = Array.isArray(given) ? given : isJsonObject(given) ? [given] : []
  if (list.length === 0) throw toSyntaxInvalid('Operations to be a list of at least one')
  if (list.length > maxOperations) throw toTooMany(maxOperations, list.length)
  const operations = list.flatMap((operation) => normalizeOperation(operation, schema))
  if (operations.length > maxChanges) throw toTooMany(maxChanges, operations.length)
  const terms = operations.reduce((sum, { path }) => sum + (path.filter === null ? 0 : countTerms(path.filter)), 0)
  if (terms > maxTerms)
    throw new AuthError('SCIM_TOO_MANY', `wanted at most ${maxTerms} comparisons in paths, got ${terms}`)
  return operations
}

function normalizeOperation(operation: unknown, schema: ResourceSchema): readonly Operation[] {
  if (!isJsonObject(operation)) throw toSyntaxInvalid('each operation to be an object')
  const word = readField(operation, 'op')
  const op = typeof word === 'string' ? word.toLowerCase() : word
  if (op !== 'add' && op !== 'remove' && op !== 'replace')
    throw toSyntaxInvalid("op to be 'add', 'remove' or 'replace'")
  const path = readField(operation, 'path') ?? ''
  const value = readField(operation, 'value')
  if (typeof path !== 'string') throw new AuthError('SCIM_PATH_INVALID', 'wanted path to be a string')
  const isPathless = path.trim() === '' || isSame(path.trim(), schema.id)
  if (!isPathless) return expandOperation(op, parsePath(path, schema), value, schema)
  if (isJsonObject(value)) return expandObject(op, value, schema, null)
  if (op === 'remove') throw new AuthError('SCIM_NO_TARGET', 'wanted a path of what to remove, got none')
  throw new AuthError('SCIM_VALUE_INVALID', `wanted an object as the value of ${op} without a path`)
}

/** Names in messages have no case either. @see RFC 7643, section 2.1 */
function readField(object: JsonObject, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}

function isSame(a: unknown, b: string): boolean {
  return a === b || (typeof a === 'string' && a.toLowerCase() === b.toLowerCase())
}

function toTooMany(max: number, got: number): AuthError {
  return new AuthError('SCIM_TOO_MANY', `wanted at most ${max} operations, got ${got}`)
}

function toSyntaxInvalid(wanted: string): AuthError {
  return new AuthError('SCIM_SYNTAX_INVALID', `wanted ${wanted}`)
}
