import { SAML } from '@node-saml/node-saml'
import { toIdpCertificate } from '../../packages/sdk-node/dist/saml/idp-certificate.js'
import { createSaml } from '../../packages/sdk-node/dist/saml/saml.js'
import { acsUrl, idpEntityId, now, requestId, spEntityId } from './saml-messages.js'

/** @import { SamlConnection } from '../../packages/sdk-node/dist/model/connection.js' */
/** @import { Keys } from './saml-messages.js' */

/**
 * Our own engine, as a route calls it.
 *
 * @param {Keys} keys
 * @param {readonly string[]} certificates
 * @returns {(message: string) => Promise<string>} answers the person's e-mail address.
 */
export function createOurs({ sp }, certificates) {
  const saml = createSaml()
  const connection = createConnection(certificates, sp)
  const outside = { now: () => now, fetch: globalThis.fetch }
  return async (message) => {
    const { identity } = await saml.finish(
      {
        connection,
        loginId: requestId,
        replyTo: new URL(acsUrl),
        memo: { type: 'saml', requestId },
        params: new URLSearchParams([['SAMLResponse', message]]),
      },
      outside,
    )
    return identity.email ?? ''
  }
}

/**
 * Plain node-saml, told to demand the signatures that are there. It checks no InResponseTo here: that would need a new
 * request for every validation.
 *
 * @param {Keys} keys
 * @param {readonly string[]} certificates
 * @param {'assertion' | 'response' | 'both'} sign
 * @returns {(message: string) => Promise<string>}
 */
export function createNodeSaml({ sp }, certificates, sign) {
  const saml = new SAML({
    idpCert: [...certificates],
    issuer: spEntityId,
    audience: spEntityId,
    callbackUrl: acsUrl,
    idpIssuer: idpEntityId,
    decryptionPvk: sp.privateKey,
    wantAssertionsSigned: sign !== 'response',
    wantAuthnResponseSigned: sign !== 'assertion',
    acceptedClockSkewMs: 60_000,
  })
  return async (message) => {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: message })
    return String(profile?.['email'] ?? '')
  }
}

/**
 * @param {readonly string[]} certificates
 * @param {{ privateKey: string, certificate: string }} sp
 * @returns {SamlConnection}
 */
function createConnection(certificates, sp) {
  return {
    type: 'saml',
    id: 'acme',
    name: 'Acme',
    organization: { id: 'acme', name: 'Acme' },
    status: 'active',
    domains: ['acme.test'],
    anyDomain: false,
    loginHintParameter: null,
    organizationFromClaims: false,
    preset: 'custom',
    attributes: {
      subject: [],
      email: ['email'],
      username: [],
      firstName: ['firstName'],
      lastName: ['lastName'],
      name: ['displayName'],
      groups: ['groups'],
    },
    provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
    groupOverage: 'refuse',
    singleLogout: false,
    redirectLogoutUrl: null,
    signals: null,
    slo: null,
    idpEntityId,
    sso: { url: 'https://idp.acme.test/sso', binding: 'redirect' },
    certificates: certificates.map(toIdpCertificate),
    spEntityId,
    nameIdFormat: null,
    forceAuthn: false,
    authnContext: { classRefs: [], comparison: 'exact' },
    signingKey: null,
    nextSigningCertificate: null,
    decryptionKeys: [sp],
    unsolicited: 'convert',
    clockSkewSeconds: 60,
    insecureAllowSha1: false,
  }
}
