import { createSamlId } from './create-saml-id.ts'
import type { IssueResponseOptions } from './issue-response-options.ts'
import type { AssertionDraft, Drafts, ResponseDraft } from './response-draft.ts'
import { uris } from './uris.ts'

/** Service providers whose clock is a little behind ours must not find the assertion lies in the future. */
const clockSkewSeconds = 60

/** Decides every value of a successful answer. */
export function draftResponse(options: IssueResponseOptions): Drafts {
  return { response: toResponseDraft(options), assertion: toAssertionDraft(options) }
}

function toResponseDraft({ idp, sp, inResponseTo, now }: IssueResponseOptions): ResponseDraft {
  return {
    id: createSamlId(),
    version: '2.0',
    issueInstant: now.toISOString(),
    destination: sp.acsUrl,
    inResponseTo,
    issuer: idp.entityId,
    statusCodes: [uris.success],
    statusMessage: null,
  }
}

function toAssertionDraft(options: IssueResponseOptions): AssertionDraft {
  const { idp, sp, inResponseTo, subject, now, lifetimeSeconds = 300 } = options
  const notOnOrAfter = addSeconds(now, lifetimeSeconds)
  return {
    id: createSamlId(),
    version: '2.0',
    issueInstant: now.toISOString(),
    issuer: idp.entityId,
    subject: {
      nameId: { value: subject.nameId, format: subject.format },
      confirmations: [
        { method: uris.bearer, data: { recipient: sp.acsUrl, inResponseTo, notBefore: null, notOnOrAfter } },
      ],
    },
    conditions: { notBefore: addSeconds(now, -clockSkewSeconds), notOnOrAfter, audiences: [sp.entityId] },
    authnStatement: {
      authnInstant: options.authenticatedAt.toISOString(),
      sessionIndex: options.sessionIndex,
      sessionNotOnOrAfter: options.sessionNotOnOrAfter?.toISOString() ?? null,
      authnContext: options.authnContext ?? uris.unspecifiedContext,
    },
    attributes: options.attributes,
  }
}

function addSeconds(date: Date, seconds: number): string {
  return new Date(date.getTime() + seconds * 1000).toISOString()
}
