import { asciiLowerCase } from '../model/ascii-lower-case.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import { checkSize } from './check-size.ts'
import { isPrimary } from './normalize-value.ts'
import { getKey, parseKey } from './parse-key.ts'
import { isJsonObject, readOwn } from './read-own.ts'

/**
 * What we read out of a user's attributes. Who does not say `active` is.
 *
 * @param attributes normalized
 * @throws AuthError SCIM_VALUE_INVALID
 */
export function toUserDraft(attributes: JsonObject): ScimUserDraft {
  checkSize(attributes)
  const username = getKey(attributes, 'userName')
  const externalId = parseKey(attributes, 'externalId')
  const written = readOwn(attributes, 'name')
  const parts = isJsonObject(written) ? written : {}
  const firstName = readText(parts, 'givenName')
  const lastName = readText(parts, 'familyName')
  const joined = [firstName, lastName].filter((part) => part !== null).join(' ')
  return {
    attributes,
    username,
    externalId,
    email: findEmail(attributes),
    name: readText(attributes, 'displayName') ?? readText(parts, 'formatted') ?? (joined === '' ? null : joined),
    firstName,
    lastName,
    active: readOwn(attributes, 'active') !== false,
  }
}

/** The primary address, else the first for work, else the first. Null: none, or what was chosen is no address. */
function findEmail(attributes: JsonObject): string | null {
  const value = readOwn(attributes, 'emails')
  const emails: readonly JsonObject[] = Array.isArray(value) ? value.filter(isJsonObject) : []
  const isWork = (email: JsonObject): boolean => toLower(readOwn(email, 'type')) === 'work'
  const chosen = emails.find(isPrimary) ?? emails.find(isWork) ?? emails[0]
  const address = chosen === undefined ? null : readOwn(chosen, 'value')
  return typeof address === 'string' && isAddress(address) ? asciiLowerCase(address) : null
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 1 && text.length <= 320 && !/[\s\p{Cc}]/u.test(text)
}

const toLower = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value)

function readText(object: JsonObject, name: string): string | null {
  const value = readOwn(object, name)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
