import type { XmlElement } from '../xml/xml-element.ts'
import { uris } from './uris.ts'

/** The signature of a message: a child of its root. */
export function findSignature(root: XmlElement): XmlElement | null {
  return root.children.find((child) => child.name === 'Signature' && child.namespace === uris.signature) ?? null
}
