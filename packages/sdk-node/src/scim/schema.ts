/** Attributes by their names, as they are written and in lower case. */
export type AttributeIndex = ReadonlyMap<string, Attribute>

/** What an attribute is. @see RFC 7643, section 7 */
export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  /** Only of complex ones. */
  readonly subAttributes?: readonly Attribute[]
  /** Its sub-attributes; of others empty. */
  readonly index: AttributeIndex
  readonly canonicalValues?: readonly string[]
  /** Only of references. */
  readonly referenceTypes?: readonly string[]
}

/** @see RFC 7643, section 2.3 */
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex'

/** A schema: of a resource, or of an extension of one. */
export interface Schema {
  /** Its URN. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
  /** They; of a resource also the common ones. */
  readonly index: AttributeIndex
}

/** Everything a resource can have. */
export interface ResourceSchema extends Schema {
  readonly resource: 'User' | 'Group'
  /** `schemas`, `id`, `externalId` and `meta`: of every resource, and of no schema. @see RFC 7643, section 3.1 */
  readonly common: readonly Attribute[]
  /** None is required. */
  readonly extensions: readonly Schema[]
  /** Its own URN, and those of its extensions. */
  readonly ids: readonly string[]
  /** Top-level attributes that nobody is shown who does not ask for them. */
  readonly hidden: readonly string[]
}
