import type { ScimExtension } from '../model/scim-extension.ts'
import type { ScimOptions } from './auth-options.ts'
import type { Config } from './config.ts'
import { knownScim } from './known-options.ts'
import type { Problems } from './surroundings.ts'
import { isObject, takeKnown } from './take-known.ts'

const types: readonly unknown[] = ['string', 'boolean', 'decimal', 'integer', 'dateTime', undefined]
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean'

/** @param problems takes what is wrong. */
export function parseScim(given: ScimOptions, problems: Problems): Config['scim'] {
  const options = takeKnown(given, knownScim, (text) => problems.push(`scim ${text}`))
  const { requestsPerMinute = 6000, extensions = [] } = options
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1)
    problems.push(`scim.requestsPerMinute must be a whole number from 1, is ${String(requestsPerMinute)}`)
  const ids = new Set<unknown>()
  for (const [index, extension] of extensions.entries()) {
    const problem = ids.has((extension as ScimExtension | null)?.id)
      ? 'has an id that is there already'
      : findProblem(extension)
    if (problem !== null) problems.push(`scim.extensions[${index}] ${problem}`)
    ids.add((extension as ScimExtension | null)?.id)
  }
  return Object.freeze({ requestsPerMinute, extensions: Object.freeze([...extensions]) })
}

function findProblem(extension: unknown): string | null {
  if (!isObject(extension)) return 'must be an object'
  const { id, name, resource, attributes } = extension as Partial<Record<keyof ScimExtension, unknown>>
  if (typeof id !== 'string' || !/^urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9:._-]{1,200}$/i.test(id))
    return "must have an id that begins with 'urn:'"
  if (id.toLowerCase().startsWith('urn:ietf:params:scim:')) return 'must have an id of its own, not one of the standard'
  if (typeof name !== 'string' || name === '') return 'must have a name'
  if (resource !== 'User' && resource !== 'Group') return "must say resource: 'User' or 'Group'"
  if (!Array.isArray(attributes) || attributes.length === 0) return 'must have attributes'
  const names = attributes.map((attribute: unknown) =>
    isObject(attribute) ? Reflect.get(attribute, 'name') : undefined,
  )
  const wrong = attributes.findIndex((attribute: unknown) => !isAttribute(attribute))
  if (wrong !== -1) return `must have a name and a type that exist in attributes[${wrong}]`
  const lower = names.map((each) => String(each).toLowerCase())
  return new Set(lower).size === lower.length ? null : 'must name each attribute once'
}

/** Every object has these already. */
function isTaken(name: string): boolean {
  const lower = name.toLowerCase()
  return (
    lower === 'prototype' || Object.getOwnPropertyNames(Object.prototype).some((own) => own.toLowerCase() === lower)
  )
}

function isAttribute(attribute: unknown): boolean {
  if (!isObject(attribute)) return false
  const get = (name: string): unknown => Reflect.get(attribute, name)
  const name = get('name')
  return (
    typeof name === 'string' &&
    /^[a-z][a-z0-9_-]{0,63}$/i.test(name) &&
    !isTaken(name) &&
    types.includes(get('type')) &&
    isFlag(get('multiValued')) &&
    isFlag(get('caseExact')) &&
    ['undefined', 'string'].includes(typeof get('description'))
  )
}
