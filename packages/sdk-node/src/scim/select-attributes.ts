import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { findAttribute, findPath, splitUrn, toPath } from './find-attribute.ts'
import { isJsonObject } from './read-own.ts'
import type { Attribute, ResourceSchema, Schema } from './schema.ts'

/** As a query string has them (with commas), or as a list. */
export interface Selection {
  readonly attributes?: string | readonly string[] | null
  readonly excludedAttributes?: string | readonly string[] | null
}

export interface Selector {
  /** Whether anything of that top-level attribute would be shown: `members`, `groups`. */
  readonly wants: (name: string) => boolean
  readonly select: (resource: JsonObject) => JsonObject
}

/** Whether an attribute, or part of one, is shown. @param name in canonical case, with the URN of an extension */
type Decide = (name: string, attribute: Attribute) => 'whole' | 'parts' | 'no'

/**
 * Which attributes a client is shown. Names nobody knows select nothing.
 *
 * @throws AuthError SCIM_VALUE_INVALID when both are given
 * @see RFC 7644, section 3.9
 */
export function createSelector(selection: Selection, schema: ResourceSchema): Selector {
  const wanted = toNames(selection.attributes, schema)
  const unwanted = toNames(selection.excludedAttributes, schema)
  if (wanted !== null && unwanted !== null)
    throw new AuthError('SCIM_VALUE_INVALID', 'wanted attributes or excludedAttributes, got both')
  const decide = wanted !== null ? decideWanted(wanted) : decideUnwanted(unwanted ?? new Set())
  const hidden = wanted === null ? listHidden(unwanted, schema) : null
  return {
    wants(name) {
      const attribute = findAttribute(schema, name)
      return attribute !== null && decide(attribute.name, attribute) !== 'no'
    },
    select: (resource) =>
      hidden === null || hidden.some((name) => Object.hasOwn(resource, name))
        ? selectFrom(resource, schema, decide)
        : resource,
  }
}

/** Null: nothing was given. */
function toNames(
  given: string | readonly string[] | null | undefined,
  schema: ResourceSchema,
): ReadonlySet<string> | null {
  const texts = (typeof given === 'string' ? given.split(',') : (given ?? [])).map((text) => text.trim())
  const names = texts.filter((text) => text !== '')
  if (names.length === 0) return null
  return new Set(names.flatMap((name) => toCanonical(name, schema)))
}

function toCanonical(name: string, schema: ResourceSchema): readonly string[] {
  const { schema: owner, rest } = splitUrn(name, schema)
  // A URN alone: everything of that schema.
  if (owner !== null && rest === '')
    return owner.attributes.map((attribute) => toPath(owner.id === schema.id ? null : owner.id, attribute, null).name)
  const path = findPath(name, schema)
  return path === null ? [] : [path.name]
}

function decideWanted(names: ReadonlySet<string>): Decide {
  const prefixes = new Set([...names].flatMap(toPrefixes))
  return (name, { returned }) => {
    if (returned === 'never') return 'no'
    if (returned === 'always' || names.has(name)) return 'whole'
    return prefixes.has(name) ? 'parts' : 'no'
  }
}

function decideUnwanted(names: ReadonlySet<string>): Decide {
  const prefixes = new Set([...names].flatMap(toPrefixes))
  return (name, { returned }) => {
    if (returned === 'always') return 'whole'
    if (returned !== 'default' || names.has(name)) return 'no'
    return prefixes.has(name) ? 'parts' : 'whole'
  }
}

/** `urn:…:User:manager.value` is part of `urn:…:User:manager`; the extension itself is decided by what is left of it. */
function toPrefixes(name: string): readonly string[] {
  const dot = name.lastIndexOf('.')
  return dot > name.lastIndexOf(':') ? [name.slice(0, dot)] : []
}

function selectFrom(resource: JsonObject, schema: ResourceSchema, decide: Decide): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]): readonly (readonly [string, Json])[] => {
      const attribute = findAttribute(schema, name)
      const extension = attribute === null ? schema.extensions.find(({ id }) => id === name) : undefined
      const selected =
        extension === undefined
          ? selectValue(name, attribute, value, decide)
          : selectExtension(extension, value, decide)
      return selected === null ? [] : [[name, selected]]
    }),
  )
}

function selectExtension(extension: Schema, value: Json, decide: Decide): Json {
  if (!isJsonObject(value)) return null
  const entries = Object.entries(value).flatMap(([name, given]): readonly (readonly [string, Json])[] => {
    const selected = selectValue(`${extension.id}:${name}`, findAttribute(extension, name), given, decide)
    return selected === null ? [] : [[name, selected]]
  })
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

function selectValue(name: string, attribute: Attribute | null, value: Json, decide: Decide): Json {
  if (attribute === null) return null
  const shown = decide(name, attribute)
  if (shown !== 'parts') return shown === 'whole' ? value : null
  if (Array.isArray(value)) {
    const elements = (value as readonly Json[]).map((element) => selectParts(name, attribute, element, decide))
    const kept = elements.filter((element) => element !== null)
    return kept.length === 0 ? null : kept
  }
  return selectParts(name, attribute, value, decide)
}

function selectParts(name: string, attribute: Attribute, value: Json, decide: Decide): Json {
  if (!isJsonObject(value)) return null
  const entries = Object.entries(value).filter(([part]) => {
    const sub = findAttribute(attribute, part)
    return sub !== null && decide(`${name}.${sub.name}`, sub) !== 'no'
  })
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

/**
 * The top-level attributes that are left out: a resource without them is shown as it is, and most were made without them. Null where a part of
 * one is left out, or something of an extension.
 */
function listHidden(unwanted: ReadonlySet<string> | null, { hidden, index }: ResourceSchema): readonly string[] | null {
  if (unwanted === null) return hidden
  return [...unwanted].every((name) => index.has(name)) ? [...unwanted, ...hidden] : null
}
