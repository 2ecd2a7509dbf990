import { randomBytes } from 'node:crypto'
import { encodeResponse, issueResponse } from '@launchpad-sso/sdk-node/saml-idp'
import { createTestKey } from '@launchpad-sso/sdk-node/testing'

export const acsUrl = 'https://app.example.test/auth/saml/acme/acs'
export const spEntityId = 'https://app.example.test/auth/saml/acme/metadata'
export const idpEntityId = 'https://idp.acme.test/saml'
export const requestId = 'login-bench'
/** When the messages are issued and, on our side, read. node-saml reads the system's clock. */
export const now = new Date()

/** @typedef {Awaited<ReturnType<typeof createKeys>>} Keys */

export async function createKeys() {
  const [idp, other, sp] = await Promise.all([createTestKey(), createTestKey(), createTestKey()])
  return { idp, other, sp }
}

/**
 * Several genuine messages that differ in ids and in the person: no reader may profit from having seen one.
 *
 * @param {Keys} keys
 * @param {{ sign: 'assertion' | 'response' | 'both', encrypt?: boolean, groups?: number, count?: number }} kind
 * @returns {Promise<readonly string[]>} values of the form field.
 */
export async function issueMessages({ idp, sp }, { sign, encrypt = false, groups = 5, count = 8 }) {
  const names = Array.from({ length: groups }, (_, index) => `${index}-`.padStart(8, '0') + randomUuid())
  const messages = []
  for (let index = 0; index < count; index++) {
    const email = `ana.${index}@acme.test`
    const xml = await issueResponse({
      idp: { entityId: idpEntityId, ...idp },
      sp: { entityId: spEntityId, acsUrl, ...(encrypt && { encryptionCertificate: sp.certificate }) },
      inResponseTo: requestId,
      subject: { nameId: email, format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
      attributes: {
        email: [email],
        firstName: ['Ana'],
        lastName: ['Souza'],
        displayName: ['Ana Souza'],
        groups: names,
      },
      authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      authenticatedAt: now,
      sessionIndex: `_session-${index}`,
      lifetimeSeconds: 3600,
      now,
      sign,
    })
    messages.push(encodeResponse(xml))
  }
  return messages
}

/** What Entra sends as the name of a group. */
function randomUuid() {
  return randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
