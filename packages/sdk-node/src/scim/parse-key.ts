import type { JsonObject } from '../model/json.ts'
import { readOwn } from './read-own.ts'
import { toValueInvalid } from './value-invalid.ts'

const maxBytes = 1024
const unprintable = /[\p{Cc}\p{Surrogate}]/u

/**
 * What a resource is found by: text that every store can index.
 *
 * @returns null: there is none
 * @throws AuthError SCIM_VALUE_INVALID
 */
export function parseKey(attributes: JsonObject, name: string): string | null {
  const value = readOwn(attributes, name)
  if (value === null || value === '') return null
  if (typeof value !== 'string' || unprintable.test(value) || Buffer.byteLength(value) > maxBytes)
    throw toValueInvalid(name, `text of at most ${maxBytes} bytes without control characters`, value)
  return value
}

/** The same for one that has to be there. @throws AuthError SCIM_VALUE_INVALID */
export function getKey(attributes: JsonObject, name: string): string {
  const value = parseKey(attributes, name)
  if (value === null || value.trim() === '') throw toValueInvalid(name, 'text', readOwn(attributes, name) ?? undefined)
  return value
}
