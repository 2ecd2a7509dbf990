import { createSamlId } from './create-saml-id.ts'
import type { Issuer } from './issue-response-options.ts'
import { pickSignatureMethod } from './pick-signature-method.ts'
import { renderResponse } from './render-response.ts'
import { signElement } from './sign-element.ts'
import type { SignatureAlgorithm } from './signature-methods.ts'
import { uris } from './uris.ts'

/** Whose fault it is, by second-level code: the service provider asked for the impossible, or we could not do it. */
const topLevelCodes = {
  AuthnFailed: 'Responder',
  NoPassive: 'Responder',
  NoAuthnContext: 'Responder',
  RequestDenied: 'Responder',
  UnknownPrincipal: 'Responder',
  InvalidNameIDPolicy: 'Requester',
  RequestUnsupported: 'Requester',
  UnsupportedBinding: 'Requester',
} as const

/** Why there is no assertion. */
export type ErrorStatus = keyof typeof topLevelCodes

/** What {@link issueError} takes. */
export interface IssueErrorOptions {
  readonly idp: Issuer
  readonly sp: { readonly acsUrl: string }
  readonly inResponseTo: string | null
  readonly status: ErrorStatus
  /** For the service provider's log. Nothing about the person. */
  readonly message?: string
  readonly now: Date
  /** @default 'rsa-sha256' for an RSA key, 'ecdsa-sha256' for an elliptic one */
  readonly signatureAlgorithm?: SignatureAlgorithm
}

/**
 * Issues a signed Response that says why nobody was signed in.
 *
 * @throws AuthError CONFIG_INVALID when the key does not fit the algorithm.
 * @see saml-core-2.0-os, section 3.2.2.2
 */
export function issueError(options: IssueErrorOptions): string {
  const { idp, sp, inResponseTo, status, message = null, now } = options
  const response = renderResponse(
    {
      id: createSamlId(),
      version: '2.0',
      issueInstant: now.toISOString(),
      destination: sp.acsUrl,
      inResponseTo,
      issuer: idp.entityId,
      statusCodes: [`${uris.statusPrefix}${topLevelCodes[status]}`, `${uris.statusPrefix}${status}`],
      statusMessage: message,
    },
    '',
  )
  return signElement(response, idp, pickSignatureMethod(idp.privateKey, options.signatureAlgorithm))
}
