import { draftFailure, draftSuccess } from '../model/draft-event.ts'
import type { Domain } from '../model/domain.ts'
import type { DomainValues, EventData, EventDraft } from '../model/event.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'

type Write = 'domain.added' | 'domain.verified' | 'domain.updated' | 'domain.deleted'
type WriteEvent = { readonly [T in Write]: { readonly type: T; readonly data: EventData[T] } }[Write]

type Place = Pick<Domain, 'organizationId' | 'name'>

/** The event of a write to a domain. */
export function draftDomainEvent(
  event: WriteEvent,
  domain: Place,
  occurredAt: Date,
  context: WriteContext | undefined,
): EventDraft {
  const { origin, ...rest } = toRest(domain, occurredAt, context)
  return draftSuccess({ ...event, ...rest }, origin)
}

/** The event of a proof that failed. Why is in its data: no code of ours says it. */
export function draftVerificationFailure(
  data: EventData['domain.verification_failed'],
  domain: Place,
  occurredAt: Date,
  context: WriteContext | undefined,
): EventDraft {
  const { origin, ...rest } = toRest(domain, occurredAt, context)
  const reason = data.result === 'taken' ? 'DOMAIN_CONFLICT' : null
  return draftFailure({ type: 'domain.verification_failed', data, reason, ...rest }, origin)
}

/** What events may say of it. */
export function toDomainValues({ status, includeSubdomains, connectionIds }: Domain): DomainValues {
  return { status, includeSubdomains, connectionIds }
}

function toRest({ organizationId, name }: Place, occurredAt: Date, context: WriteContext | undefined) {
  const { actor, origin } = toWriter(context)
  return { organizationId, occurredAt, actor, origin, target: { type: 'domain', id: name } as const }
}
