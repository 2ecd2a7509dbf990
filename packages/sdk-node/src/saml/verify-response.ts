import type { SamlConnection } from '../model/connection.ts'
import { findChild } from '../xml/find-children.ts'
import { findNamespaces } from '../xml/find-namespaces.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { checkStructure } from './check-structure.ts'
import { declareNamespaces } from './declare-namespaces.ts'
import { decrypt } from './decryption.ts'
import { namespaces } from './saml-uris.ts'
import { responseInvalid } from './response-invalid.ts'
import { parseDocument, type SamlDocument } from './saml-document.ts'
import { verifySignature } from './signature.ts'
import type { VerifiedXml } from './verified-xml.ts'

/** What is left of a response after cryptography. */
export interface VerifiedResponse {
  /** The Response element: as it was signed, or as it came when only the assertion is signed. */
  readonly envelope: XmlElement
  readonly isEnvelopeSigned: boolean
  /** An Assertion, or the signed Response that holds it. */
  readonly assertion: VerifiedXml
}

/**
 * Verifies every signature of a response and opens its assertion. At least one signature must cover the assertion; one
 * that is there and wrong is never treated as if it were not there.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function verifyResponse(document: SamlDocument, connection: SamlConnection): VerifiedResponse {
  const response = verifySignature(document.root, connection)
  const envelope = response === null ? document.root : parseVerifiedResponse(response)
  const encrypted = findChild(document.root, namespaces.saml, 'EncryptedAssertion')
  const assertion =
    encrypted === null
      ? (verifyAssertion(document.root, connection) ?? response)
      : openAssertion(document, encrypted, envelope, connection)
  if (assertion === null) throw responseInvalid('signature: neither the Response nor the Assertion is signed')
  return { envelope, isEnvelopeSigned: response !== null, assertion }
}

/** Opens the cipher text where it stood, so that a signature inside meets the surroundings it was made for. */
function openAssertion(
  document: SamlDocument,
  encrypted: XmlElement,
  envelope: XmlElement,
  connection: SamlConnection,
): VerifiedXml | null {
  const isEnvelopeSigned = envelope !== document.root
  const source = findChild(envelope, namespaces.saml, 'EncryptedAssertion')
  if (source === null) throw responseInvalid('structure: the signed Response has no EncryptedAssertion')
  const plain = decrypt(source, { keys: connection.decryptionKeys, covered: isEnvelopeSigned })
  // Canonical text has lost the declarations that only the cipher text uses; those come from the message as sent.
  const inScope = new Map([...findNamespaces(encrypted), ...findNamespaces(source)])
  const opened = declareNamespaces(plain, inScope)
  const { xml } = document
  const whole = parseDocument(xml.slice(0, encrypted.start) + opened + xml.slice(encrypted.end))
  checkStructure(whole.root)
  const assertion = verifyAssertion(whole.root, connection)
  // What comes out of a signed cipher text is as good as signed.
  return assertion ?? (isEnvelopeSigned ? (opened as VerifiedXml) : null)
}

function verifyAssertion(response: XmlElement, connection: SamlConnection): VerifiedXml | null {
  const assertion = findChild(response, namespaces.saml, 'Assertion')
  if (assertion === null) throw responseInvalid('structure: no Assertion')
  return verifySignature(assertion, connection)
}

function parseVerifiedResponse(response: VerifiedXml): XmlElement {
  const { root } = parseDocument(response)
  checkStructure(root)
  return root
}
