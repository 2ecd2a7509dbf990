import { AuthError } from '../model/auth-error.ts'
import { isJsonObject } from './read-own.ts'
import { toValueInvalid } from './value-invalid.ts'

const maxIdLength = 1024

/**
 * The id of a member, which some clients send bare.
 *
 * @param isAdded groups are no members; to remove what cannot be there is no mistake
 * @throws AuthError SCIM_VALUE_INVALID
 */
export function readMemberId(element: unknown, isAdded: boolean): string {
  if (!isJsonObject(element)) return checkId(element)
  const fields = new Map(Object.entries(element).map(([name, value]) => [name.toLowerCase(), value]))
  const type = fields.get('type')
  const url = fields.get('$ref')
  const isGroup =
    (typeof type === 'string' && type.toLowerCase() === 'group') ||
    (typeof url === 'string' && /\/groups\/[^/]*$/i.test(url.slice(-2048)))
  if (isGroup && isAdded)
    throw new AuthError('SCIM_VALUE_INVALID', 'members: wanted users, got a group; groups do not hold groups')
  return checkId(fields.get('value'))
}

function checkId(id: unknown): string {
  if (typeof id !== 'string' || id === '' || id.length > maxIdLength || /[\p{Cc}\p{Surrogate}]/u.test(id))
    throw toValueInvalid('members.value', 'the id of a user', id)
  return id
}
