import { AuthError } from '../model/auth-error.ts'
import type { Json } from '../model/json.ts'
import type { Filter } from './filter.ts'
import type { Operation } from './operation.ts'
import { readMemberId } from './read-member-id.ts'

const maxMembers = 10_000

/** What is to become of a group's members, without knowing them. Nobody is in both sets. */
export interface MemberChange {
  /** True: nobody who is inside stays, unless they are added. */
  readonly replaceAll: boolean
  readonly add: ReadonlySet<string>
  readonly remove: ReadonlySet<string>
}

interface Change {
  replaceAll: boolean
  readonly add: Set<string>
  readonly remove: Set<string>
}

/**
 * The operations of a group's PATCH that are about members, as one change of a set: later ones win. A group of ten thousand is never
 * read for it.
 *
 * @param operations normalized
 * @throws AuthError SCIM_PATH_INVALID, SCIM_VALUE_INVALID, SCIM_TOO_MANY
 */
export function splitMembers(operations: readonly Operation[]): {
  readonly others: readonly Operation[]
  readonly change: MemberChange
} {
  const others: Operation[] = []
  const change: Change = { replaceAll: false, add: new Set(), remove: new Set() }
  let count = 0
  for (const operation of operations) {
    const { attribute, extension } = operation.path
    if (attribute?.name !== 'members' || extension !== null) others.push(operation)
    else count += applyTo(change, operation)
    if (count > maxMembers)
      throw new AuthError('SCIM_TOO_MANY', `wanted at most ${maxMembers} members in a request, got ${count} or more`)
  }
  return { others, change }
}

/** @returns how many members it names */
function applyTo(change: Change, operation: Operation): number {
  const { op, value } = operation
  const ids = readIds(operation)
  if (op === 'replace' || (op === 'remove' && value === null && operation.path.filter === null)) {
    change.replaceAll = true
    change.add.clear()
    change.remove.clear()
  }
  for (const id of ids) {
    if (op === 'remove') change.add.delete(id)
    else change.remove.delete(id)
    if (op !== 'remove') change.add.add(id)
    else if (!change.replaceAll) change.remove.add(id)
  }
  return ids.length
}

function readIds({ op, path, value }: Operation): readonly string[] {
  if (path.sub !== null) throw toPathInvalid(path.text)
  if (path.filter === null) {
    const elements: readonly Json[] = Array.isArray(value) ? value : value === null ? [] : [value]
    return elements.map((element) => readMemberId(element, op !== 'remove'))
  }
  const ids = readFilterIds(path.filter)
  if (ids === null || op !== 'remove') throw toPathInvalid(path.text)
  return ids
}

/** `value eq "…"`, several of it with `or`, and each also `and type eq "User"`, which all are. Null: something else. */
function readFilterIds(filter: Filter): readonly string[] | null {
  if (filter.type === 'or') {
    const parts = filter.filters.map(readFilterIds)
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? [])
  }
  if (filter.type === 'and') {
    const others = filter.filters.filter((part) => !isUserType(part))
    return others.length === 1 && others[0] !== undefined ? readFilterIds(others[0]) : null
  }
  const isId = filter.type === 'compare' && filter.op === 'eq' && filter.path.name === 'value'
  return isId && typeof filter.value === 'string' ? [filter.value] : null
}

function isUserType(filter: Filter): boolean {
  const isType = filter.type === 'compare' && filter.op === 'eq' && filter.path.name === 'type'
  return isType && typeof filter.value === 'string' && filter.value.toLowerCase() === 'user'
}

function toPathInvalid(text: string): AuthError {
  return new AuthError(
    'SCIM_PATH_INVALID',
    `path: wanted members, or members[value eq "…"] to remove one, got '${text.slice(0, 200)}'`,
  )
}
