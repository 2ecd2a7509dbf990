import { AuthError } from '../model/auth-error.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { samlBudget, type XmlBudget } from '../xml/xml-budget.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { XmlError } from '../xml/xml-error.ts'
import type { AuthnRequest } from './authn-request.ts'
import { uris } from './uris.ts'

/** A signed request with a certificate chain and extensions stays below a third of this. */
const budget: XmlBudget = { ...samlBudget, maxElements: 200, maxDepth: 20 }

/** The root element of a request. @throws AuthError REQUEST_INVALID */
export function readRequestElement(xml: string): XmlElement {
  const root = parseStrictly(xml)
  if (root.name === 'AuthnRequest' && root.namespace === uris.protocol) return root
  throw new AuthError('REQUEST_INVALID', `request: wanted AuthnRequest, got {${root.namespace}}${root.name}`)
}

/**
 * Reads the fields of a request.
 *
 * @throws AuthError REQUEST_INVALID
 * @see saml-core-2.0-os, section 3.4.1
 */
export function readAuthnRequest(
  root: XmlElement,
  around: Pick<AuthnRequest, 'relayState' | 'isSigned'>,
): AuthnRequest {
  const version = findAttribute(root, 'Version')
  if (version !== '2.0') throw new AuthError('REQUEST_INVALID', `Version: wanted 2.0, got ${version}`)
  const subject = findChild(root, uris.assertion, 'Subject')
  const context = findChild(root, uris.protocol, 'RequestedAuthnContext')
  const nameIdPolicy = findChild(root, uris.protocol, 'NameIDPolicy')
  const isClassRef = (child: XmlElement): boolean =>
    child.name === 'AuthnContextClassRef' && child.namespace === uris.assertion
  return {
    id: readId(root),
    issuer: readIssuer(root),
    issuedAt: readIssueInstant(root),
    destination: findAttribute(root, 'Destination'),
    acsUrl: readAcsUrl(root),
    acsIndex: readAcsIndex(root),
    responseBinding: findAttribute(root, 'ProtocolBinding'),
    nameIdFormat: nameIdPolicy && findAttribute(nameIdPolicy, 'Format'),
    subject: (subject && findChild(subject, uris.assertion, 'NameID')?.text.trim()) ?? null,
    forceAuthn: readBoolean(root, 'ForceAuthn'),
    isPassive: readBoolean(root, 'IsPassive'),
    authnContext: context?.children.filter(isClassRef).map((child) => child.text.trim()) ?? [],
    ...around,
  }
}

function parseStrictly(xml: string): XmlElement {
  try {
    return parseXml(xml, budget)
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause
    throw new AuthError('REQUEST_INVALID', `request: wanted plain XML, got ${cause.message}`, { cause })
  }
}

function readId(root: XmlElement): string {
  const id = findAttribute(root, 'ID') ?? ''
  if (/^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/.test(id)) return id
  throw new AuthError('REQUEST_INVALID', `ID: wanted an XML name of at most 256 characters, got '${id.slice(0, 256)}'`)
}

function readIssuer(root: XmlElement): string {
  const issuer = findChild(root, uris.assertion, 'Issuer')?.text.trim() ?? ''
  if (issuer !== '' && issuer.length <= 1024) return issuer
  throw new AuthError('REQUEST_INVALID', `Issuer: wanted an entity ID of 1 to 1024 characters, got ${issuer.length}`)
}

function readIssueInstant(root: XmlElement): Date {
  const text = findAttribute(root, 'IssueInstant') ?? ''
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? new Date(text) : new Date(NaN)
  if (!Number.isNaN(instant.getTime())) return instant
  throw new AuthError('REQUEST_INVALID', `IssueInstant: wanted an xs:dateTime in UTC, got '${text.slice(0, 64)}'`)
}

/** Only web addresses: the browser is sent there, and `javascript:` would run in our own origin. */
function readAcsUrl(root: XmlElement): string | null {
  const text = findAttribute(root, 'AssertionConsumerServiceURL')
  if (text === null) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new AuthError('REQUEST_INVALID', `AssertionConsumerServiceURL: wanted an http or https URL, got '${text}'`)
}

function readAcsIndex(root: XmlElement): number | null {
  const text = findAttribute(root, 'AssertionConsumerServiceIndex')
  if (text === null) return null
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new AuthError('REQUEST_INVALID', `AssertionConsumerServiceIndex: wanted a small number, got '${text}'`)
}

function readBoolean(root: XmlElement, name: string): boolean {
  const text = findAttribute(root, name) ?? 'false'
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new AuthError('REQUEST_INVALID', `${name}: wanted true or false, got '${text}'`)
}

function findChild(parent: XmlElement, namespace: string, name: string): XmlElement | null {
  const [first = null, ...more] = parent.children.filter(
    (child) => child.name === name && child.namespace === namespace,
  )
  if (more.length === 0) return first
  throw new AuthError('REQUEST_INVALID', `${parent.name}: wanted one ${name}, got ${more.length + 1}`)
}
