import { AuthError } from '../../src/model/auth-error.ts'
import type { AttributeMapping, SamlConnection } from '../../src/model/connection.ts'
import { defaultProvisioning } from '../../src/model/provisioning.ts'
import type { Outside } from '../../src/ports/outside.ts'
import type { Proof } from '../../src/ports/protocol.ts'
import { draftResponse } from '../../src/saml-idp/draft-response.ts'
import type { IssueResponseOptions } from '../../src/saml-idp/issue-response-options.ts'
import type { SigningKey } from '../../src/saml-idp/sign-element.ts'
import { toIdpCertificate } from '../../src/saml/idp-certificate.ts'
import { createSaml } from '../../src/saml/saml.ts'
import type { SamlDeviation } from '../../src/testing/saml-deviation.ts'
import { sealDeviatingResponse } from '../../src/testing/seal-deviating-response.ts'

export const now: Date = new Date('2026-03-01T12:00:00.000Z')
export const acsUrl = 'https://app.example.test/auth/saml/acme/acs'
export const idpEntityId = 'https://idp.acme.test/saml'
export const spEntityId = 'https://app.example.test/auth/saml/acme/metadata'
export const requestId = 'login-1'

/** An instant so many seconds from now, as SAML writes it. */
export function instant(seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString()
}

const attributes: AttributeMapping = {
  subject: [],
  email: ['email'],
  username: [],
  firstName: ['firstName'],
  lastName: ['lastName'],
  name: ['displayName'],
  groups: ['groups'],
}

export function createConnection(idp: SigningKey, changes: Partial<SamlConnection> = {}): SamlConnection {
  return {
    type: 'saml',
    id: 'acme',
    name: 'Acme',
    organization: { id: 'acme', name: 'Acme' },
    status: 'active',
    domains: ['acme.test'],
    anyDomain: false,
    organizationFromClaims: false,
    preset: 'custom',
    attributes,
    provisioning: defaultProvisioning,
    groupOverage: 'refuse',
    singleLogout: false,
    redirectLogoutUrl: null,
    signals: null,
    idpEntityId,
    sso: { url: 'https://idp.acme.test/sso', binding: 'redirect' },
    slo: null,
    certificates: [toIdpCertificate(idp.certificate)],
    spEntityId,
    nameIdFormat: null,
    forceAuthn: false,
    loginHintParameter: null,
    authnContext: { classRefs: [], comparison: 'exact' },
    signingKey: null,
    nextSigningCertificate: null,
    decryptionKeys: [],
    unsolicited: 'convert',
    clockSkewSeconds: 60,
    insecureAllowSha1: false,
    ...changes,
  }
}

/** The answer of an honest IdP to our request, with the deviation's hand in it. */
export function seal(
  idp: SigningKey,
  deviation: SamlDeviation = {},
  changes: Partial<IssueResponseOptions> = {},
): Promise<string> {
  const drafts = draftResponse({
    idp: { entityId: idpEntityId, ...idp },
    sp: { entityId: spEntityId, acsUrl },
    inResponseTo: requestId,
    subject: { nameId: 'ana@acme.test', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
    attributes: { email: ['Ana@Acme.test'], firstName: ['Ana'], groups: ['staff', 'admins'] },
    authenticatedAt: new Date(now.getTime() - 30_000),
    sessionIndex: 'session-1',
    now,
    ...changes,
  })
  return sealDeviatingResponse(drafts, idp, deviation)
}

export const outside: Outside = {
  now: () => now,
  fetch: () => {
    throw new Error('SAML needs no network')
  },
}

/** Hands a response to our side as the browser would. */
export function finish(xml: string, connection: SamlConnection, request: string | null = requestId): Promise<Proof> {
  return finishField(Buffer.from(xml).toString('base64'), connection, request)
}

export function finishField(
  field: string,
  connection: SamlConnection,
  request: string | null = requestId,
): Promise<Proof> {
  return createSaml().finish(
    {
      connection,
      loginId: 'login-1',
      replyTo: new URL(acsUrl),
      memo: { type: 'saml', requestId: request },
      params: new URLSearchParams({ SAMLResponse: field }),
    },
    outside,
  )
}

/** The error a login ends in; fails when it is none of ours. */
export async function refusal(login: Promise<unknown>): Promise<AuthError> {
  const error: unknown = await login.then(
    () => new Error('was accepted'),
    (reason: unknown) => reason,
  )
  if (error instanceof AuthError) return error
  throw error
}
