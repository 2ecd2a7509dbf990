import type { JsonObject } from '../model/json.ts'
import type { Stored } from './to-resource.ts'

/**
 * Who was switched off stays off until a client says that they are active. Left out, null and removed say nothing: RFC 7643 leaves open what
 * a user without `active` is, and to take it for a yes would let somebody in who has left.
 *
 * @param attributes as they would be after the change.
 */
export function keepActive({ scimAttributes }: Stored, attributes: JsonObject): JsonObject {
  const before = scimAttributes?.['active']
  return before === undefined || Object.hasOwn(attributes, 'active') ? attributes : { ...attributes, active: before }
}
