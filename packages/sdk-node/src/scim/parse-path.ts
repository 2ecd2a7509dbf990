import { AuthError } from '../model/auth-error.ts'
import { checkName } from './check-name.ts'
import { findAttribute, findPath, splitUrn } from './find-attribute.ts'
import type { PatchPath } from './operation.ts'
import { parseElementFilter } from './parse-filter.ts'
import type { Attribute, ResourceSchema } from './schema.ts'

const maxLength = 2048

/**
 * The path of an operation: `title`, `name.givenName`, `emails[type eq "work"]`, `emails[type eq "work"].value`, each with or without
 * a URN before it, or the URN of an extension.
 *
 * @throws AuthError SCIM_PATH_INVALID, SCIM_FILTER_INVALID for what is between brackets
 * @see RFC 7644, section 3.5.2, figure 7
 */
export function parsePath(text: string, schema: ResourceSchema): PatchPath {
  if (text.length > maxLength) throw toPathInvalid(text, `at most ${maxLength} characters`)
  const open = text.indexOf('[')
  const name = (open === -1 ? text : text.slice(0, open)).trim()
  const { schema: owner, rest } = splitUrn(name, schema)
  if (owner !== null && rest === '' && owner.id !== schema.id && open === -1)
    return { text, extension: owner.id, attribute: null, filter: null, sub: null }
  const path = findPath(name, schema)
  if (path === null) {
    checkName(name)
    throw toPathInvalid(text, 'an attribute of the schema')
  }
  const { extension, attribute, sub } = path
  if (open === -1) return { text, extension, attribute, filter: null, sub }
  if (sub !== null || !attribute.multiValued || !text.includes(']'))
    throw toPathInvalid(text, 'a filter in brackets only after an attribute of several values')
  const { filter, rest: end } = parseElementFilter(text.slice(open + 1), attribute)
  return { text, extension, attribute, filter, sub: parseSub(end, attribute, text) }
}

function parseSub(end: string, attribute: Attribute, text: string): Attribute | null {
  const name = end.trim()
  if (name === '') return null
  const sub = name.startsWith('.') ? findAttribute(attribute, name.slice(1)) : null
  if (sub === null) {
    checkName(name)
    throw toPathInvalid(text, 'nothing but a sub-attribute after the brackets')
  }
  return sub
}

function toPathInvalid(text: string, wanted: string): AuthError {
  return new AuthError('SCIM_PATH_INVALID', `path: wanted ${wanted}, got '${text.slice(0, 200)}'`)
}
