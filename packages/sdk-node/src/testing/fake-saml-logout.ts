import { createSamlId } from '../saml-idp/create-saml-id.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { uris } from '../saml-idp/uris.ts'
import type { SamlNameId } from '../model/session-secrets.ts'
import { readFakeLogout, type FakeSamlLogoutAsk } from './read-fake-logout.ts'
import type { FakeSamlRequest } from './read-fake-request.ts'
import { renderLogoutRequest, renderLogoutResponse } from './render-logout.ts'
import type { SamlLogoutDraft, SamlLogoutDeviation } from './saml-logout-deviation.ts'
import { sealLogout, type FakeSamlMessage } from './seal-logout.ts'

/** Where a logout message of the fake IdP goes. */
export interface FakeSamlLogoutTarget {
  /** The app's: `{basePath}/saml/{connection}/slo`. */
  readonly sloUrl: string | URL
  /** @default 'redirect' */
  readonly binding?: 'redirect' | 'post'
}

/** Whom the fake IdP signs out, and where. */
export interface FakeSamlLogoutOptions extends FakeSamlLogoutTarget {
  /** A text is an e-mail address. */
  readonly nameId: string | SamlNameId
  /** @default none: all sessions of the person */
  readonly sessionIndexes?: readonly string[]
  /** @default none */
  readonly relayState?: string
}

/** The single logout of the fake IdP. */
export interface FakeSamlLogout {
  /** Wants somebody signed out at the app. */
  readonly requestLogout: (logout: FakeSamlLogoutOptions, deviation?: SamlLogoutDeviation) => FakeSamlMessage
  /** Says who the app wants signed out here. Signatures are not looked at. */
  readonly readLogout: (request: FakeSamlRequest) => FakeSamlLogoutAsk
  /** Answers the app's LogoutRequest: the person is signed out here. */
  readonly answerLogout: (
    request: FakeSamlRequest,
    target: FakeSamlLogoutTarget,
    deviation?: SamlLogoutDeviation,
  ) => FakeSamlMessage
}

/** @param idp who speaks. */
export function createFakeSamlLogout(idp: SigningKey & { readonly entityId: string }, now: () => Date): FakeSamlLogout {
  const draft = ({ sloUrl }: FakeSamlLogoutTarget, changes: Partial<SamlLogoutDraft>): SamlLogoutDraft => ({
    id: createSamlId(),
    version: '2.0',
    issueInstant: now().toISOString(),
    destination: String(sloUrl),
    issuer: idp.entityId,
    notOnOrAfter: null,
    inResponseTo: null,
    statusCodes: ['Success'],
    ...changes,
  })
  return {
    requestLogout: (logout, deviation = {}) => {
      const { sloUrl: url, binding = 'redirect', nameId, sessionIndexes = [], relayState = null } = logout
      const notOnOrAfter = new Date(now().getTime() + 300_000).toISOString()
      const values = draft(logout, { notOnOrAfter, ...deviation.draft })
      const xml = renderLogoutRequest(values, toNameId(nameId), sessionIndexes)
      return sealLogout({ name: 'SAMLRequest', xml, url, binding, relayState }, idp, deviation)
    },
    readLogout: readFakeLogout,
    answerLogout: (request, target, deviation = {}) => {
      const { sloUrl: url, binding = 'redirect' } = target
      const { id, relayState } = readFakeLogout(request)
      const xml = renderLogoutResponse(draft(target, { inResponseTo: id, ...deviation.draft }))
      return sealLogout({ name: 'SAMLResponse', xml, url, binding, relayState }, idp, deviation)
    },
  }
}

function toNameId(nameId: string | SamlNameId): SamlNameId {
  if (typeof nameId !== 'string') return nameId
  return { value: nameId, format: uris.emailNameId, nameQualifier: null, spNameQualifier: null }
}
