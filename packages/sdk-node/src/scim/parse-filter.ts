import { AuthError } from '../model/auth-error.ts'
import type { AttributePath, Filter } from './filter.ts'
import { createFilterCursor, type FilterCursor } from './filter-cursor.ts'
import { findAttribute, findPath, toPath } from './find-attribute.ts'
import type { Attribute, ResourceSchema } from './schema.ts'
import { toComparison } from './to-comparison.ts'

const maxLength = 2048
const maxDepth = 10
const maxTerms = 200

/** What a filter is read in: how names are found there, and how deep it is. */
interface Scope {
  readonly cursor: FilterCursor
  readonly find: (name: string) => AttributePath | null
  readonly isElement: boolean
  readonly depth: number
  /** @throws AuthError SCIM_FILTER_INVALID when there are too many */
  readonly countTerm: () => void
}

/**
 * Hostile filters end at the limits: 2048 characters, ten levels, 200 comparisons.
 *
 * @throws AuthError SCIM_FILTER_INVALID
 * @see RFC 7644, section 3.4.2.2
 */
export function parseFilter(text: string, schema: ResourceSchema): Filter {
  if (text.length > maxLength)
    throw new AuthError('SCIM_FILTER_INVALID', `wanted at most ${maxLength} characters, got ${text.length}`)
  const cursor = createFilterCursor(text)
  const find = (name: string): AttributePath | null => findPath(name, schema)
  const filter = parseOr({ cursor, find, isElement: false, depth: 0, countTerm: createCounter(cursor) })
  if (cursor.rest() !== '') cursor.fail('and, or, or the end')
  return filter
}

/**
 * The filter between the brackets of a path.
 *
 * @param text what follows the opening bracket
 * @returns and what follows the closing one
 * @throws AuthError SCIM_FILTER_INVALID
 */
export function parseElementFilter(
  text: string,
  attribute: Attribute,
): { readonly filter: Filter; readonly rest: string } {
  const cursor = createFilterCursor(text)
  const countTerm = createCounter(cursor)
  const filter = parseOr({ cursor, find: toElementFind(attribute), isElement: true, depth: 1, countTerm })
  if (!cursor.take(']')) cursor.fail("and, or, or ']'")
  return { filter, rest: cursor.rest() }
}

const parseOr = (scope: Scope): Filter => parseChain(scope, 'or', parseAnd)
const parseAnd = (scope: Scope): Filter => parseChain(scope, 'and', parseTerm)

function parseChain(scope: Scope, type: 'and' | 'or', parseNext: (scope: Scope) => Filter): Filter {
  const first = parseNext(scope)
  const filters = [first]
  while (scope.cursor.takeWordIf(type)) filters.push(parseNext(scope))
  return filters.length === 1 ? first : { type, filters }
}

function parseTerm(scope: Scope): Filter {
  const { cursor } = scope
  const isNegated = cursor.takeWordIf('not')
  if (!cursor.take('(')) return isNegated ? cursor.fail("'(' after not") : parseCriterion(scope)
  const filter = parseOr(deeper(scope))
  if (!cursor.take(')')) cursor.fail("and, or, or ')'")
  return isNegated ? { type: 'not', filter } : filter
}

function parseCriterion(scope: Scope): Filter {
  const { cursor } = scope
  scope.countTerm()
  const path = takePath(scope)
  if (!cursor.take('[')) return toComparison(path, cursor)
  const { attribute } = path
  if (scope.isElement || path.sub !== null || !attribute.multiValued) cursor.fail('an operator')
  const element: Scope = { ...deeper(scope), find: toElementFind(attribute), isElement: true }
  const filter = parseOr(element)
  if (!cursor.take(']')) cursor.fail("and, or, or ']'")
  if (!cursor.take('.')) return { type: 'valuePath', path, filter }
  // Entra asks for `emails[type eq "work"].value eq "…"`: the same element, so it is one more thing to ask of it.
  const rest = toComparison(takePath(element), cursor)
  return { type: 'valuePath', path, filter: { type: 'and', filters: [filter, rest] } }
}

function takePath({ cursor, find }: Scope): AttributePath {
  const name = cursor.takeWord()
  if (name === '') cursor.fail('the name of an attribute')
  return find(name) ?? refuse(`'${name.slice(0, 200)}' is no attribute that can be asked for`)
}

function toElementFind(attribute: Attribute): (name: string) => AttributePath | null {
  if (attribute.type !== 'complex') {
    // A simple value is called so where it has to have a name.
    const path = toPath(null, { ...attribute, name: 'value', multiValued: false }, null)
    return (name) => (name.toLowerCase() === 'value' ? path : null)
  }
  return (name) => {
    const found = findAttribute(attribute, name)
    return found === null ? null : toPath(null, found, null)
  }
}

function deeper(scope: Scope): Scope {
  if (scope.depth >= maxDepth) refuse(`wanted at most ${maxDepth} levels of brackets`)
  return { ...scope, depth: scope.depth + 1 }
}

function createCounter(cursor: FilterCursor): () => void {
  let count = 0
  return () => {
    count += 1
    if (count > maxTerms) cursor.fail(`at most ${maxTerms} comparisons`)
  }
}

function refuse(detail: string): never {
  throw new AuthError('SCIM_FILTER_INVALID', `filter: ${detail}`)
}
