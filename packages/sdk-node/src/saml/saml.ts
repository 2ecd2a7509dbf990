import type { SamlConnection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import type { Outside } from '../ports/outside.ts'
import type { Handoff, Proof, Protocol, Reply, UpstreamLogout } from '../ports/protocol.ts'
import { addSeconds } from './add-seconds.ts'
import type { Assertion } from './assertion.ts'
import { assertionToIdentity } from './assertion-to-identity.ts'
import { checkAssertion } from './check-assertion.ts'
import { checkSuccess } from './checks/status.ts'
import type { LogoutAnswer } from './logout-response.ts'
import type { ReadLogout } from './logout-message.ts'
import { maxAgeSeconds } from './max-age.ts'
import { namespaces } from './saml-uris.ts'
import { parseAssertion } from './parse-assertion.ts'
import { parseEnvelope } from './parse-envelope.ts'
import { openElement } from './open-element.ts'
import { parseStatus } from './parse-status.ts'
import type { LogoutArrival } from './read-logout.ts'
import { readResponse } from './read-response.ts'
import { responseInvalid } from './response-invalid.ts'
import type { SamlDocument } from './saml-document.ts'

type SamlMemo = Extract<Memo, { type: 'saml' }>

/** Sign-in and sign-out by SAML 2.0. */
export interface Saml extends Protocol<SamlConnection, SamlMemo>, UpstreamLogout<SamlConnection> {
  /** A logout message of the identity provider, proven. @throws AuthError SAML_LOGOUT_INVALID */
  readonly readLogout: (arrival: LogoutArrival, outside: Outside) => Promise<ReadLogout>
  /** Null: nothing can be answered. */
  readonly answerLogout: (answer: LogoutAnswer, outside: Outside) => Promise<Handoff | null>
}

/**
 * Sign-in by SAML 2.0 with the Web Browser SSO profile, and sign-out with the Single Logout profile, as the service provider.
 *
 * @see saml-profiles-2.0-os, section 4.1 and 4.4
 */
export function createSaml(): Saml {
  return Object.freeze({
    start: async (ask, outside) => {
      const { createAuthnRequest } = await import('./authn-request.ts')
      const handoff = await createAuthnRequest(ask, outside.now())
      return { handoff, memo: { type: 'saml', requestId: ask.loginId } }
    },
    finish,
    startLogout: async (ask, outside) => (await import('./logout-request.ts')).createLogoutRequest(ask, outside.now()),
    readLogout: async (arrival, outside) => (await import('./read-logout.ts')).readLogout(arrival, outside.now()),
    answerLogout: async (answer, outside) =>
      (await import('./logout-response.ts')).createLogoutResponse(answer, outside.now()),
  } satisfies Saml)
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
    issuedAt: assertion.issueInstant,
    secrets: { idToken: null, nameId: assertion.nameId, tokens: null },
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

/** No confirmation of the assertion is good any more, or the assertion itself is too old, whichever comes first. */
function findReplayEnd({ confirmations, issueInstant }: Assertion, skewSeconds: number): Date {
  const ends = confirmations.map((confirmation) => confirmation.notOnOrAfter?.getTime() ?? 0)
  const tooOld = addSeconds(issueInstant, maxAgeSeconds).getTime()
  return addSeconds(new Date(Math.min(Math.max(...ends), tooOld)), skewSeconds)
}
