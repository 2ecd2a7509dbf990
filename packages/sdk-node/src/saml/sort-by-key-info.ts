import { createHash } from 'node:crypto'
import type { IdpCertificate } from '../model/connection.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { namespaces } from './saml-uris.ts'

/**
 * The connection's certificates, the one that KeyInfo names first. KeyInfo is not signed: it saves work when it is
 * right, and decides nothing.
 */
export function sortByKeyInfo(
  certificates: readonly IdpCertificate[],
  signature: XmlElement,
): readonly IdpCertificate[] {
  if (certificates.length < 2) return certificates
  const keyInfo = findChild(signature, namespaces.ds, 'KeyInfo')
  const data = keyInfo && findChild(keyInfo, namespaces.ds, 'X509Data')
  const named = data === null ? [] : findChildren(data, namespaces.ds, 'X509Certificate')
  const fingerprints = new Set(named.map((each) => toFingerprint(each.text)))
  const isNamed = (each: IdpCertificate): boolean => fingerprints.has(each.fingerprint)
  return [...certificates.filter(isNamed), ...certificates.filter((each) => !isNamed(each))]
}

function toFingerprint(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
}
