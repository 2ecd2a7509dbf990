import { AuthError } from '../model/auth-error.ts'
import { toComparisonKey } from './comparison-key.ts'
import type { AttributePath, CompareOperator, Filter } from './filter.ts'
import type { FilterCursor } from './filter-cursor.ts'
import { findAttribute, toPath } from './find-attribute.ts'
import type { AttributeType } from './schema.ts'
import { toInstant } from './to-instant.ts'

const equality: readonly CompareOperator[] = ['eq', 'ne']
const text: readonly CompareOperator[] = ['co', 'sw', 'ew']
const order: readonly CompareOperator[] = ['gt', 'ge', 'lt', 'le']

/** What there is to ask of a type. There is no order of booleans and bytes. @see RFC 7644, section 3.4.2.2, table 3 */
const operators: Readonly<Record<AttributeType, readonly CompareOperator[]>> = {
  string: [...equality, ...text, ...order],
  reference: [...equality, ...text, ...order],
  dateTime: [...equality, ...text, ...order],
  integer: [...equality, ...order],
  decimal: [...equality, ...order],
  boolean: equality,
  binary: [...equality, ...text],
  complex: [],
}

/** What follows the name of an attribute: `pr`, or an operator and a value. @throws AuthError SCIM_FILTER_INVALID */
export function toComparison(path: AttributePath, cursor: FilterCursor): Filter {
  const word = cursor.takeWord().toLowerCase()
  if (path.attribute.returned === 'never') refuse(path, 'an attribute that can be asked for')
  if (word === 'pr') return { type: 'present', path }
  const target = toTarget(path)
  const { type } = target.sub ?? target.attribute
  const op = operators[type].find((each) => each === word)
  if (op === undefined) refuse(path, ['pr', ...operators[type]].join(', '), word)
  const value = takeValue(target, type, op, cursor)
  return { type: 'compare', path: target, op, value, key: toComparisonKey(target.sub ?? target.attribute, op, value) }
}

/** `emails co "…"` asks for the `value` of them. */
function toTarget(path: AttributePath): AttributePath {
  if (path.sub !== null || path.attribute.type !== 'complex') return path
  const value = findAttribute(path.attribute, 'value')
  return value === null ? path : toPath(path.extension, path.attribute, value)
}

function takeValue(
  path: AttributePath,
  type: AttributeType,
  op: CompareOperator,
  cursor: FilterCursor,
): string | number | boolean | null {
  const quoted = cursor.takeText()
  const word = quoted ?? cursor.takeWord()
  const lower = word.toLowerCase()
  if (quoted === null && lower === 'null')
    return equality.includes(op) ? null : refuse(path, `a value after ${op}`, word)
  // Entra puts quotation marks around everything.
  if (type === 'boolean' && (lower === 'true' || lower === 'false')) return lower === 'true'
  if (type === 'integer' || type === 'decimal') {
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(word) && Number.isFinite(Number(word))) return Number(word)
  } else if (quoted !== null && type !== 'boolean') {
    if (type !== 'dateTime' || text.includes(op) || toInstant(quoted) !== null) return quoted
  }
  return refuse(path, `a value of type ${type}`, word)
}

function refuse(path: AttributePath, wanted: string, got?: string): never {
  const end = got === undefined ? '' : `, got '${got.slice(0, 40)}'`
  throw new AuthError('SCIM_FILTER_INVALID', `filter, ${path.name}: wanted ${wanted}${end}`)
}
