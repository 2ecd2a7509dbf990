import type { AuthEvent } from '../model/event.ts'
import type { JsonObject } from '../model/json.ts'
import { toSetId } from './set-id.ts'
import { toScimEvents, type SetEvents } from './set-scim-events.ts'
import { toSetSubject, type SetSubject } from './set-subject.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** Claims of a Security Event Token. @see RFC 8417, section 2.2 */
export interface SetClaims {
  readonly iss: string
  readonly aud: string
  /** When it was made. */
  readonly iat: number
  /** When it happened. */
  readonly toe: number
  readonly jti: string
  /** Of the event: the same in every token about it. */
  readonly txn: string
  readonly sub_id: SetSubject
  readonly events: SetEvents
}

/** Before the type of an event of ours. */
export const setEventPrefix = 'urn:launchpad-sso:event:'

/**
 * One event of ours in its own words, as webhooks carry it, and, where the SCIM profile has one, in that word too: both tell of the same
 * change.
 *
 * @param message that event as a webhook has it.
 * @see RFC 8417, section 2.2 (several events in one token); RFC 9967, section 2.1
 */
export function toSetClaims(
  event: AuthEvent,
  message: WebhookMessage,
  { issuer, audience, now }: { readonly issuer: string; readonly audience: string; readonly now: Date },
): SetClaims {
  return {
    iss: issuer,
    aud: audience,
    iat: toSeconds(now),
    toe: toSeconds(event.occurredAt),
    jti: toSetId(event),
    txn: event.id,
    sub_id: toSetSubject(event),
    events: {
      // What does not fit into a message does not fit in other words either.
      ...(message.truncated === true ? {} : toScimEvents(event)),
      [`${setEventPrefix}${event.type}`]: message as unknown as JsonObject,
    },
  }
}

const toSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000)
