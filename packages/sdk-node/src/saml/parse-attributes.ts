import { findAttribute } from '../xml/find-attribute.ts'
import { findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import type { Attribute } from './assertion.ts'
import type { OpenElement } from './parse-name-id.ts'
import { checkContentModel } from './content-model.ts'
import { namespaces } from './saml-uris.ts'
import { responseInvalid } from './response-invalid.ts'

/** Reads the attributes of all statements. An encrypted one that does not open fails the login: it may be the key. */
export function parseAttributes(statements: readonly XmlElement[], open: OpenElement): readonly Attribute[] {
  return statements.flatMap((statement) =>
    statement.children.map((child) =>
      parseAttribute(child.name === 'EncryptedAttribute' ? openAttribute(child, open) : child),
    ),
  )
}

function openAttribute(encrypted: XmlElement, open: OpenElement): XmlElement {
  const attribute = open(encrypted)
  checkContentModel(attribute)
  if (attribute.name === 'Attribute' && attribute.namespace === namespaces.saml) return attribute
  throw responseInvalid('structure: EncryptedAttribute holds no Attribute')
}

function parseAttribute(attribute: XmlElement): Attribute {
  const name = findAttribute(attribute, 'Name')
  if (name === null) throw responseInvalid('structure: Attribute has no Name')
  return {
    name,
    friendlyName: findAttribute(attribute, 'FriendlyName'),
    values: findChildren(attribute, namespaces.saml, 'AttributeValue').flatMap(readValues),
  }
}

function readValues(value: XmlElement): readonly string[] {
  const nil = findAttribute(value, 'nil', namespaces.xsi)
  if (nil === 'true' || nil === '1') return []
  // eduPersonTargetedID wraps its value in a NameID.
  const holders = value.children.length === 0 ? [value] : findChildren(value, namespaces.saml, 'NameID')
  const texts = holders.filter((each) => each.children.length === 0).map((each) => each.text)
  return texts.filter((text) => text.trim() !== '')
}
