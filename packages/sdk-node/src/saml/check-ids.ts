import type { XmlElement } from '../xml/xml-element.ts'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'

/** A reader may take any of the three spellings for an ID, so they share one space. @throws AuthError SAML_RESPONSE_INVALID */
export function checkIds(element: XmlElement, seen: Set<string> = new Set()): void {
  for (const { name, value } of element.attributes) {
    if (name !== 'ID' && name !== 'Id' && name !== 'id') continue
    if (seen.has(value)) throw responseInvalid(`structure: ID ${quote(value)} is given twice`)
    seen.add(value)
  }
  for (const child of element.children) checkIds(child, seen)
}
