import type { AttributePath } from './filter.ts'
import type { Attribute, AttributeIndex, ResourceSchema, Schema } from './schema.ts'

/** An attribute of a schema, or a sub-attribute, by its name whatever its case. */
export function findAttribute({ index }: { readonly index: AttributeIndex }, name: string): Attribute | null {
  // Nearly every client writes names as the standard does.
  return index.get(name) ?? index.get(name.toLowerCase()) ?? null
}

/** What a name with or without a URN before it says. @param rest what comes after the URN; empty: the URN was all. */
export interface Qualified {
  /** Null: none was written. */
  readonly schema: Schema | null
  readonly rest: string
}

/** A URN may have dots and colons in it, so that only whoever knows the URNs can tell where it ends. */
export function splitUrn(text: string, schema: ResourceSchema): Qualified {
  if (!/^urn:/i.test(text)) return { schema: null, rest: text }
  let owner: Schema | null = startsWithUrn(text, schema.id) ? schema : null
  for (const extension of schema.extensions)
    if (extension.id.length > (owner?.id.length ?? 0) && startsWithUrn(text, extension.id)) owner = extension
  return { schema: owner, rest: owner === null ? text : text.slice(owner.id.length + 1) }
}

function startsWithUrn(text: string, urn: string): boolean {
  if (text.length > urn.length && text.charAt(urn.length) !== ':') return false
  return text.startsWith(urn) || text.slice(0, urn.length).toLowerCase() === urn.toLowerCase()
}

/**
 * `attribute` or `attribute.sub`, with or without a URN before it. Null: there is no such thing. An attribute of an extension is
 * found without its URN too, unless the resource has one of that name: Entra writes `manager`.
 *
 * @see RFC 7644, section 3.10
 */
export function findPath(text: string, schema: ResourceSchema): AttributePath | null {
  const { schema: owner, rest } = splitUrn(text, schema)
  const [name = '', subName, ...others] = rest.split('.')
  if (others.length > 0) return null
  for (const place of owner === null ? [schema, ...schema.extensions] : [owner]) {
    const isCore = place.id === schema.id
    const attribute = findAttribute(place, name)
    const sub = attribute === null || subName === undefined ? null : findAttribute(attribute, subName)
    if (attribute !== null && (subName === undefined || sub !== null))
      return toPath(isCore ? null : place.id, attribute, sub)
  }
  return null
}

/** The path with its name spelled as the schemas do. */
export function toPath(extension: string | null, attribute: Attribute, sub: Attribute | null): AttributePath {
  const local = sub === null ? attribute.name : `${attribute.name}.${sub.name}`
  return { name: extension === null ? local : `${extension}:${local}`, extension, attribute, sub }
}
