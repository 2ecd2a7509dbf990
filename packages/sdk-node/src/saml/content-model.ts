import type { XmlElement } from '../xml/xml-element.ts'
import { namespaces } from './saml-uris.ts'
import { responseInvalid } from './response-invalid.ts'

/**
 * Which elements may stand in which; `*`: more than once. What is not here may not be there, so that nobody can put a
 * second assertion or signature where one reader looks and another does not.
 *
 * @see saml-schema-protocol-2.0.xsd, saml-schema-assertion-2.0.xsd, xmldsig-core-schema.xsd, xenc-schema.xsd
 */
const model: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    'samlp:Response': 'saml:Issuer ds:Signature samlp:Extensions samlp:Status saml:Assertion saml:EncryptedAssertion',
    // No saml:BaseID: nothing we know would be meant by it.
    'samlp:LogoutRequest': 'saml:Issuer ds:Signature samlp:Extensions saml:NameID saml:EncryptedID samlp:SessionIndex*',
    'samlp:LogoutResponse': 'saml:Issuer ds:Signature samlp:Extensions samlp:Status',
    'samlp:Status': 'samlp:StatusCode samlp:StatusMessage samlp:StatusDetail',
    'samlp:StatusCode': 'samlp:StatusCode',
    'saml:EncryptedAssertion': 'xenc:EncryptedData xenc:EncryptedKey*',
    'saml:EncryptedID': 'xenc:EncryptedData xenc:EncryptedKey*',
    'saml:EncryptedAttribute': 'xenc:EncryptedData xenc:EncryptedKey*',
    'saml:Assertion':
      'saml:Issuer ds:Signature saml:Subject saml:Conditions saml:Advice saml:AuthnStatement* saml:AttributeStatement*',
    'saml:Subject': 'saml:NameID saml:EncryptedID saml:SubjectConfirmation*',
    'saml:SubjectConfirmation': 'saml:NameID saml:EncryptedID saml:SubjectConfirmationData',
    'saml:SubjectConfirmationData': 'ds:KeyInfo*',
    'saml:Conditions': 'saml:AudienceRestriction* saml:OneTimeUse saml:ProxyRestriction saml:Condition*',
    'saml:AudienceRestriction': 'saml:Audience*',
    'saml:ProxyRestriction': 'saml:Audience*',
    'saml:AuthnStatement': 'saml:SubjectLocality saml:AuthnContext',
    'saml:AuthnContext':
      'saml:AuthnContextClassRef saml:AuthnContextDecl saml:AuthnContextDeclRef saml:AuthenticatingAuthority*',
    'saml:AttributeStatement': 'saml:Attribute* saml:EncryptedAttribute*',
    'saml:Attribute': 'saml:AttributeValue*',
    // No ds:Object: nothing inside a signature may be content.
    'ds:Signature': 'ds:SignedInfo ds:SignatureValue ds:KeyInfo',
    'ds:SignedInfo': 'ds:CanonicalizationMethod ds:SignatureMethod ds:Reference',
    'ds:CanonicalizationMethod': 'exclusive:InclusiveNamespaces',
    'ds:Reference': 'ds:Transforms ds:DigestMethod ds:DigestValue',
    'ds:Transforms': 'ds:Transform*',
    'ds:Transform': 'exclusive:InclusiveNamespaces enveloped:InclusiveNamespaces',
    'xenc:EncryptedData': 'xenc:EncryptionMethod ds:KeyInfo xenc:CipherData',
    'xenc:EncryptedKey': 'xenc:EncryptionMethod ds:KeyInfo xenc:CipherData xenc:ReferenceList xenc:CarriedKeyName',
    'xenc:EncryptionMethod': 'xenc:KeySize xenc:OAEPparams ds:DigestMethod xenc11:MGF',
    'xenc:ReferenceList': 'xenc:DataReference* xenc:KeyReference*',
    'xenc:CipherData': 'xenc:CipherValue',
  }).map(([parent, children]) => [parent, new Set(children.split(' '))]),
)

/** Elements that may hold elements of other standards. */
const openElements: ReadonlySet<string> = new Set([
  'samlp:Extensions',
  'samlp:StatusDetail',
  'saml:Advice',
  'saml:AttributeValue',
  'saml:AuthnContextDecl',
  'ds:KeyInfo',
])

const prefixes: ReadonlyMap<string, string> = new Map(
  Object.entries(namespaces).map(([prefix, namespace]) => [namespace, prefix]),
)

/**
 * Checks that below `element` nothing stands where SAML does not have it.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function checkContentModel(element: XmlElement): void {
  if (element.children.length === 0) return
  const name = toKnownName(element)
  if (name !== null && openElements.has(name)) return checkOpenContent(element, name)
  const allowed = model.get(name ?? '')
  const seen = new Set<string>()
  for (const child of element.children) {
    const childName = toKnownName(child) ?? `{${child.namespace}}${child.name}`
    if (seen.has(childName) || allowed?.has(childName) !== true) {
      if (allowed?.has(`${childName}*`) !== true) {
        throw responseInvalid(
          `structure: ${name ?? element.name} may not hold ${seen.has(childName) ? 'two ' : ''}${childName}`,
        )
      }
    }
    seen.add(childName)
    checkContentModel(child)
  }
}

/** Inside open content nothing may look like a part of the message itself. */
function checkOpenContent(parent: XmlElement, container: string): void {
  for (const child of parent.children) {
    const name = toKnownName(child)
    if (name !== null && !isAllowedInOpenContent(name, container)) {
      throw responseInvalid(`structure: ${container} may not hold ${name}`)
    }
    if (name !== null && model.has(name)) checkContentModel(child)
    else checkOpenContent(child, container)
  }
}

function isAllowedInOpenContent(name: string, container: string): boolean {
  // eduPersonTargetedID is an attribute whose value is a NameID.
  if (container === 'saml:AttributeValue') return name === 'saml:NameID'
  if (container !== 'ds:KeyInfo') return false
  return (
    /^(?:ds|xenc|xenc11):/.test(name) && !/^ds:(?:Signature|SignedInfo|Object|Manifest|SignatureProperties)$/.test(name)
  )
}

/** `saml:Assertion` for an element of the namespaces that make up the message, whatever prefix it has; else null. */
function toKnownName(element: XmlElement): string | null {
  const prefix = prefixes.get(element.namespace)
  return prefix === undefined ? null : `${prefix}:${element.name}`
}
