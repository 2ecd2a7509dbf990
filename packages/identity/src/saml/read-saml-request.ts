import { parseAuthnRequest, verifyAuthnRequestSignature } from '@launchpad-sso/sdk-node/saml-idp'
import type { AuthnRequest, AuthnRequestMessage } from '@launchpad-sso/sdk-node/saml-idp'
import type { SamlApplication } from '../applications/application.ts'
import type { Applications } from '../applications/applications.ts'
import { IdentityError } from '../identity-error.ts'
import type { SamlRequest } from './saml-request.ts'

/** An AuthnRequest that a registered service provider may make. */
export interface CheckedRequest {
  readonly application: SamlApplication
  readonly request: SamlRequest
  readonly forceAuthn: boolean
  readonly isPassive: boolean
}

const postBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'
/** The standard says 80 bytes, service providers say more. */
const maxRelayStateLength = 2048

/**
 * Reads an AuthnRequest and checks it against what was registered.
 *
 * @throws IdentityError APPLICATION_UNKNOWN or SAML_REQUEST_INVALID.
 * @see saml-profiles-2.0-os, section 4.1.4.1
 */
export function readSamlRequest(
  message: AuthnRequestMessage,
  applications: Applications,
  ssoUrl: string,
): CheckedRequest {
  const claimed = translateErrors(() => parseAuthnRequest(message))
  const application = applications.findByEntityId(claimed.issuer)
  if (application === null)
    throw new IdentityError('APPLICATION_UNKNOWN', `Issuer: wanted a registered entity ID, got '${claimed.issuer}'`)
  const { certificates } = application
  const read =
    certificates.length === 0 ? claimed : translateErrors(() => verifyAuthnRequestSignature(message, certificates))
  checkRequest(read, application, ssoUrl)
  return {
    application,
    request: {
      applicationId: application.id,
      requestId: read.id,
      relayState: read.relayState,
      nameIdFormat: read.nameIdFormat,
      subject: read.subject,
      authnContext: read.authnContext,
    },
    forceAuthn: read.forceAuthn,
    isPassive: read.isPassive,
  }
}

function checkRequest(read: AuthnRequest, application: SamlApplication, ssoUrl: string): void {
  // The signature was checked over the bytes of a second reading; it must be the same service provider.
  check('Issuer', read.issuer === application.entityId, application.entityId, read.issuer)
  check('Destination', read.destination === null || read.destination === ssoUrl, ssoUrl, read.destination)
  check(
    'AssertionConsumerServiceURL',
    read.acsUrl === null || read.acsUrl === application.acsUrl,
    application.acsUrl,
    read.acsUrl,
  )
  check(
    'ProtocolBinding',
    read.responseBinding === null || read.responseBinding === postBinding,
    postBinding,
    read.responseBinding,
  )
  const relayStateLength = read.relayState?.length ?? 0
  check(
    'RelayState',
    relayStateLength <= maxRelayStateLength,
    `at most ${maxRelayStateLength} characters`,
    String(relayStateLength),
  )
}

function check(what: string, holds: boolean, wanted: string, got: string | null): void {
  if (!holds) throw new IdentityError('SAML_REQUEST_INVALID', `${what}: wanted ${wanted}, got ${got}`)
}

/** The reader throws the SDK's errors; the pages here have words for ours. */
function translateErrors<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'AuthError') throw cause
    throw new IdentityError('SAML_REQUEST_INVALID', cause.message, { cause })
  }
}
