/** Attributes of your own, as a schema extension of users or groups. @see RFC 7643, section 3.3 */
export interface ScimExtension {
  /** `urn:…`, unique. */
  readonly id: string
  readonly name: string
  readonly resource: 'User' | 'Group'
  readonly attributes: readonly ScimExtensionAttribute[]
}

/** One attribute of an extension. @see RFC 7643, section 7 */
export interface ScimExtensionAttribute {
  /** A letter, then letters, digits, `-` or `_`. */
  readonly name: string
  /** @default 'string' */
  readonly type?: 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime'
  /** @default false */
  readonly multiValued?: boolean
  /** @default false */
  readonly caseExact?: boolean
  /** @default none */
  readonly description?: string
}
