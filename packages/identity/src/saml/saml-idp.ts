import { createIdpMetadata, encodeResponse, issueError, issueResponse } from '@launchpad-sso/sdk-node/saml-idp'
import type { ErrorStatus } from '@launchpad-sso/sdk-node/saml-idp'
import type { Account } from '../accounts/account.ts'
import type { SamlApplication } from '../applications/application.ts'
import type { IdpSession } from '../sessions/idp-session.ts'
import type { SigningKeys } from '../keys/signing-keys.ts'
import type { SamlAnswer } from './saml-answer.ts'
import type { SamlRequest } from './saml-request.ts'
import { toAttributes } from './to-attributes.ts'
import { nameIdFormats, toNameId } from './to-name-id.ts'

/** The SAML identity provider: it answers, for people who are signed in and may enter. */
export interface SamlIdp {
  readonly entityId: string
  readonly ssoUrl: string
  /** XML. */
  readonly metadata: string
  readonly answer: (request: SamlRequest, application: SamlApplication, person: SignedIn) => Promise<SamlAnswer>
  readonly refuse: (request: SamlRequest, application: SamlApplication, status: ErrorStatus) => SamlAnswer
}

interface SignedIn {
  readonly account: Account
  readonly session: IdpSession
}

/** A password over TLS, or on this machine. @see saml-authn-context-2.0-os, section 3.4.19 */
const passwordContexts = ['PasswordProtectedTransport', 'Password', 'unspecified'].map(
  (name) => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`,
)

export function createSamlIdp(issuer: URL, key: SigningKeys['saml'], now: () => Date): SamlIdp {
  const idp = { entityId: `${issuer.origin}/saml/metadata`, ...key }
  const ssoUrl = `${issuer.origin}/saml/sso`
  const refuse: SamlIdp['refuse'] = (request, { acsUrl }, status) => {
    const xml = issueError({ idp, sp: { acsUrl }, inResponseTo: request.requestId, status, now: now() })
    return { acsUrl, fields: toFields(xml, request), isSuccess: false }
  }
  return {
    entityId: idp.entityId,
    ssoUrl,
    metadata: createIdpMetadata({
      entityId: idp.entityId,
      ssoUrl,
      certificates: [key.certificate],
      nameIdFormats: [nameIdFormats.email, nameIdFormats.persistent, nameIdFormats.transient],
    }),
    refuse,
    answer: async (request, application, { account, session }) => {
      const { entityId, acsUrl } = application
      const subject = toNameId(account, entityId, request.nameIdFormat)
      if (subject === null) return refuse(request, application, 'InvalidNameIDPolicy')
      if (request.subject !== null && request.subject !== subject.nameId)
        return refuse(request, application, 'UnknownPrincipal')
      const authnContext = pickContext(request.authnContext)
      if (authnContext === null) return refuse(request, application, 'NoAuthnContext')
      const xml = await issueResponse({
        idp,
        sp: { entityId, acsUrl },
        inResponseTo: request.requestId,
        subject,
        attributes: toAttributes(account),
        authnContext,
        authenticatedAt: new Date(session.authenticatedAt),
        sessionIndex: session.id,
        sessionNotOnOrAfter: new Date(session.expiresAt),
        now: now(),
        sign: 'both',
      })
      return { acsUrl, fields: toFields(xml, request), isSuccess: true }
    },
  }
}

/** One of those asked for; null when a password is none of them. */
function pickContext(wanted: readonly string[]): string | null {
  if (wanted.length === 0) return passwordContexts[0] ?? null
  return passwordContexts.find((context) => wanted.includes(context)) ?? null
}

function toFields(xml: string, { relayState }: SamlRequest): Readonly<Record<string, string>> {
  return { SAMLResponse: encodeResponse(xml), ...(relayState === null ? {} : { RelayState: relayState }) }
}
