/** An element of a document that passed the strict parser. Offsets are string indices into the parsed text. */
export interface XmlElement {
  /** Local name. */
  readonly name: string
  readonly prefix: string
  /** Namespace URI, '' for none. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** Namespace declarations that stand on this element: prefix ('' for the default one) to URI. */
  readonly declarations: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Children and character data in document order, references resolved. */
  readonly content: readonly (XmlElement | string)[]
  /** The element's own character data, children left out, references resolved. */
  readonly text: string
  readonly parent: XmlElement | null
  /** Index of `<`. */
  readonly start: number
  /** Index after the closing `>`. */
  readonly end: number
}

export interface XmlAttribute {
  readonly name: string
  readonly prefix: string
  readonly namespace: string
  readonly value: string
}
