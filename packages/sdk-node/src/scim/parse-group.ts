import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { ScimGroupDraft } from '../ports/scim-directory.ts'
import { checkSize } from './check-size.ts'
import { getKey, parseKey } from './parse-key.ts'
import { readMemberId } from './read-member-id.ts'
import { isJsonObject, readOwn } from './read-own.ts'
import { toValueInvalid } from './value-invalid.ts'

const maxMembers = 10_000

/**
 * What we read out of a group's attributes.
 *
 * @param attributes normalized; who is in it is none of them
 * @throws AuthError SCIM_VALUE_INVALID
 */
export function toGroupDraft(attributes: JsonObject): ScimGroupDraft {
  const { members: _, ...others } = attributes
  checkSize(others)
  return { attributes: others, name: getKey(attributes, 'displayName'), externalId: parseKey(attributes, 'externalId') }
}

/**
 * The ids of the members in the body of a POST or PUT, each once. Null: it says nothing of members (none, or null). Empty: there are none.
 *
 * @param body as it came
 * @throws AuthError SCIM_VALUE_INVALID, SCIM_TOO_MANY
 */
export function parseMembers(body: unknown): readonly string[] | null {
  if (!isJsonObject(body)) throw toValueInvalid('the group', 'an object', body)
  const name = Object.keys(body).find((key) => key.toLowerCase() === 'members')
  const value = name === undefined ? null : readOwn(body, name)
  if (value === null) return null
  const elements: readonly Json[] = Array.isArray(value) ? value : [value]
  if (elements.length > maxMembers)
    throw new AuthError('SCIM_TOO_MANY', `members: wanted at most ${maxMembers}, got ${elements.length}`)
  return [...new Set(elements.map((element) => readMemberId(element, true)))]
}
