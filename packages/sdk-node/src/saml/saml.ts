import type { SamlConnection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import type { Outside } from '../ports/outside.ts'
import type { Proof, Protocol, Reply } from '../ports/protocol.ts'
import { findNamespaces } from '../xml/find-namespaces.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { addSeconds } from './add-seconds.ts'
import type { Assertion } from './assertion.ts'
import { assertionToIdentity } from './assertion-to-identity.ts'
import { checkAssertion } from './check-assertion.ts'
import { checkSuccess } from './checks/status.ts'
import { decrypt } from './decryption.ts'
import { maxAgeSeconds } from './max-age.ts'
import { namespaces } from './saml-uris.ts'
import { parseAssertion } from './parse-assertion.ts'
import { parseEnvelope } from './parse-envelope.ts'
import { parseStatus } from './parse-status.ts'
import { readResponse } from './read-response.ts'
import { responseInvalid } from './response-invalid.ts'
import { parseDocument, type SamlDocument } from './saml-document.ts'

type SamlMemo = Extract<Memo, { type: 'saml' }>

/**
 * Sign-in by SAML 2.0 with the Web Browser SSO profile, as the service provider.
 *
 * @see saml-profiles-2.0-os, section 4.1
 */
export function createSaml(): Protocol<SamlConnection, SamlMemo> {
  return Object.freeze({
    start: async (ask, outside) => {
      const { createAuthnRequest } = await import('./authn-request.ts')
      const handoff = await createAuthnRequest(ask, outside.now())
      return { handoff, memo: { type: 'saml', requestId: ask.loginId } }
    },
    finish,
  } satisfies Protocol<SamlConnection, SamlMemo>)
}

/** The order is the security: each step relies on those before it, and reads nothing that they have not let through. */
async function finish(reply: Reply<SamlConnection, SamlMemo>, outside: Outside): Promise<Proof> {
  const { connection, memo, params, replyTo, passed } = reply
  const document = readResponse(params)
  passed?.('form')
  checkAnswered(document)
  // The XML signature engine is the largest part of this package: loaded when the first response needs it.
  const { verifyResponse } = await import('./verify-response.ts')
  const { envelope, isEnvelopeSigned, assertion: verified } = verifyResponse(document, connection)
  passed?.('signature')
  const response = parseEnvelope(envelope, isEnvelopeSigned)
  const assertion = parseAssertion(verified, (encrypted) => openElement(encrypted, connection))
  const expected = { connection, acsUrl: replyTo.href, requestId: memo.requestId, now: outside.now() }
  checkAssertion({ response, assertion }, expected, passed)
  const identity = assertionToIdentity(assertion, connection)
  passed?.('attributes')
  return {
    identity,
    replayId: assertion.id,
    replayUntil: findReplayEnd(assertion, connection.clockSkewSeconds),
  }
}

/** A response without an assertion says why; that is not a fault of its form. */
function checkAnswered({ root }: SamlDocument): void {
  const isAnswered = root.children.some(
    (child) =>
      child.namespace === namespaces.saml && (child.name === 'Assertion' || child.name === 'EncryptedAssertion'),
  )
  if (isAnswered) return
  checkSuccess(parseStatus(root))
  throw responseInvalid('structure: Success without an assertion')
}

/** An EncryptedID or EncryptedAttribute stands inside verified bytes. */
function openElement(encrypted: XmlElement, { decryptionKeys }: SamlConnection): XmlElement {
  return parseDocument(decrypt(encrypted, { keys: decryptionKeys, covered: true }), findNamespaces(encrypted)).root
}

/** No confirmation of the assertion is good any more, or the assertion itself is too old, whichever comes first. */
function findReplayEnd({ confirmations, issueInstant }: Assertion, skewSeconds: number): Date {
  const ends = confirmations.map((confirmation) => confirmation.notOnOrAfter?.getTime() ?? 0)
  const tooOld = addSeconds(issueInstant, maxAgeSeconds).getTime()
  return addSeconds(new Date(Math.min(Math.max(...ends), tooOld)), skewSeconds)
}
