import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Operation } from './operation.ts'
import { type ChangeList, createChangeList } from './change-list.ts'
import { dropEmptyElements } from './drop-empty-elements.ts'
import { pause } from './pause.ts'
import { isJsonObject, readOwn } from './read-own.ts'
import type { Attribute, ResourceSchema } from './schema.ts'

/** Milliseconds in one go, between two turns of everybody else. */
const turnMs = 10

/**
 * The resource as the operations leave it: all of them, in their order, or none.
 *
 * @param resource `scimAttributes`, and the `id`: an operation that names another id is refused
 * @returns without `id`
 * @throws AuthError SCIM_NO_TARGET, SCIM_PATH_INVALID, SCIM_MUTABILITY, SCIM_VALUE_INVALID, SCIM_TOO_MANY
 * @see RFC 7644, section 3.5.2
 */
export function applyPatch(resource: JsonObject, operations: readonly Operation[], schema: ResourceSchema): JsonObject {
  const id = readOwn(resource, 'id')
  const changeList = createChangeList()
  const patched = operations.reduce<JsonObject>(
    (draft, operation) => applyOperation(draft, operation, id, changeList),
    omit(resource, 'id'),
  )
  return finish(patched, operations, schema)
}

/** The same, and lets others have their turn: a thousand operations may look at hundreds of values each. @throws AuthError as {@link applyPatch} */
export async function applyPatchPatiently(
  resource: JsonObject,
  operations: readonly Operation[],
  schema: ResourceSchema,
): Promise<JsonObject> {
  const id = readOwn(resource, 'id')
  const changeList = createChangeList()
  let draft = omit(resource, 'id')
  let start = performance.now()
  for (const operation of operations) {
    draft = applyOperation(draft, operation, id, changeList)
    if (performance.now() - start < turnMs) continue
    await pause()
    start = performance.now()
  }
  return finish(draft, operations, schema)
}

function finish(patched: JsonObject, operations: readonly Operation[], schema: ResourceSchema): JsonObject {
  return operations.some(({ path }) => path.filter !== null || path.sub !== null)
    ? dropEmptyElements(patched, schema)
    : patched
}

function applyOperation(draft: JsonObject, operation: Operation, id: Json, changeList: ChangeList): JsonObject {
  const { extension, attribute } = operation.path
  if (extension === null) {
    if (attribute === null) return draft
    if (attribute.name !== 'id') return changeAttribute(draft, attribute, operation, changeList)
    checkSameId(operation, id)
    return draft
  }
  if (attribute === null) return omit(draft, extension)
  const part = readOwn(draft, extension)
  const before = isJsonObject(part) ? part : {}
  const after = changeAttribute(before, attribute, operation, changeList)
  if (after === before) return draft
  return Object.keys(after).length === 0 ? omit(draft, extension) : { ...draft, [extension]: after }
}

/** Okta repeats the id of the group that it renames. */
function checkSameId({ op, value }: Operation, id: Json): void {
  if (op === 'remove' || (id !== null && value !== id))
    throw new AuthError('SCIM_MUTABILITY', 'id: wanted that of the resource, got another')
}

function changeAttribute(
  object: JsonObject,
  attribute: Attribute,
  operation: Operation,
  changeList: ChangeList,
): JsonObject {
  const before = readOwn(object, attribute.name)
  const after = attribute.multiValued
    ? changeList(toList(before), operation, attribute)
    : operation.path.sub === null
      ? changeValue(operation)
      : changePart(isJsonObject(before) ? before : {}, operation.path.sub.name, operation)
  const isEmpty = after === null || (typeof after === 'object' && Object.keys(after).length === 0)
  if (isEmpty && attribute.required)
    throw new AuthError('SCIM_MUTABILITY', `${attribute.name} is required, and would have no value`)
  if (isEmpty) return omit(object, attribute.name)
  return after === before ? object : { ...object, [attribute.name]: after }
}

const changeValue = ({ op, value }: Operation): Json => (op === 'remove' ? null : value)

function changePart(part: JsonObject, name: string, { op, value }: Operation): JsonObject {
  return op === 'remove' ? omit(part, name) : { ...part, [name]: value }
}

function toList(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : value === null ? [] : [value]
}

function omit(object: JsonObject, name: string): JsonObject {
  if (!Object.hasOwn(object, name)) return object
  const { [name]: _, ...others } = object
  return others
}
