import { parseXml } from '../xml/parse-xml.ts'
import { samlBudget } from '../xml/xml-budget.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { XmlError } from '../xml/xml-error.ts'
import { responseInvalid } from './response-invalid.ts'

/** A text and the tree our own strict parser saw in it. */
export interface SamlDocument {
  readonly xml: string
  readonly root: XmlElement
}

/** @throws AuthError SAML_RESPONSE_INVALID */
export function parseDocument(xml: string, inScope?: ReadonlyMap<string, string>): SamlDocument {
  try {
    return { xml, root: parseXml(xml, samlBudget, inScope) }
  } catch (error) {
    if (error instanceof XmlError) throw responseInvalid(`XML: ${error.message}`)
    throw error
  }
}
