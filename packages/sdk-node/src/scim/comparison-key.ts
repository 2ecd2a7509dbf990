import type { Json } from '../model/json.ts'
import type { CompareOperator, ComparisonKey } from './filter.ts'
import type { Attribute } from './schema.ts'
import { toInstant } from './to-instant.ts'

/** Times by instant, text by the attribute's rule of case. @see RFC 7644, section 3.4.2.2 */
export function toComparisonKey({ type, caseExact }: Attribute, op: CompareOperator, value: Json): ComparisonKey {
  if (typeof value === 'object') return null
  if (typeof value !== 'string') return value
  if (type === 'dateTime' && op !== 'co' && op !== 'sw' && op !== 'ew') return toInstant(value)
  return caseExact ? value : value.toLowerCase()
}
