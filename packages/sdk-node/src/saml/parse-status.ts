import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { namespaces } from './saml-uris.ts'

/** What became of the request. */
export interface Status {
  /** The top-level code first. */
  readonly codes: readonly string[]
  readonly message: string | null
}

/** Reads the Status of a Response. */
export function parseStatus(response: XmlElement): Status {
  const status = findChild(response, namespaces.samlp, 'Status')
  if (status === null) return { codes: [], message: null }
  const codes: string[] = []
  for (let code = findCode(status); code !== null; code = findCode(code)) codes.push(findAttribute(code, 'Value') ?? '')
  return { codes, message: findChild(status, namespaces.samlp, 'StatusMessage')?.text ?? null }
}

function findCode(parent: XmlElement): XmlElement | null {
  return findChild(parent, namespaces.samlp, 'StatusCode')
}
