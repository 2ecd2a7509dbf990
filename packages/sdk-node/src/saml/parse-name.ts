import { findAttribute } from '../xml/find-attribute.ts'
import type { XmlElement } from '../xml/xml-element.ts'

/** What an Issuer or NameID says. */
export interface Name {
  readonly value: string
  readonly format: string | null
}

/** Reads an Issuer or NameID. */
export function parseName(element: XmlElement | null): Name | null {
  return element && { value: element.text, format: findAttribute(element, 'Format') }
}
