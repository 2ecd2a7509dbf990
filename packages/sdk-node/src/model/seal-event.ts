import { hash } from 'node:crypto'
import { toCanonicalJson } from './canonical-json.ts'
import type { AuthEvent, EventDraft, EventPlace } from './event.ts'

/** The last event of an organization. */
export type EventHead = Pick<EventPlace, 'sequence' | 'hash'>

/** What comes before the first event. */
export const firstHead: EventHead = Object.freeze({ sequence: 0, hash: '0'.repeat(64) })

const maxIpLength = 64
const maxUserAgentLength = 512
/** Of any text in `data`. */
const maxTextLength = 1024

/**
 * The event that follows the head. A store calls it where nobody else can get the same place: inside the transaction that
 * writes the event.
 *
 * Text from outside is bounded here and loses its control characters, so that no event starts a line in somebody's export or
 * fills a table, whatever made it.
 */
export function sealEvent(draft: EventDraft, head: EventHead): AuthEvent {
  const unsealed = {
    id: draft.id,
    organizationId: draft.organizationId,
    sequence: head.sequence + 1,
    type: draft.type,
    occurredAt: draft.occurredAt,
    actor: { type: draft.actor.type, id: draft.actor.id },
    target: { type: draft.target.type, id: draft.target.id },
    ip: toLine(draft.ip, maxIpLength),
    userAgent: toLine(draft.userAgent, maxUserAgentLength),
    outcome: draft.outcome,
    reason: draft.reason,
    data: toPlainData(draft.data),
    previousHash: head.hash,
  }
  return { ...unsealed, hash: toHash(unsealed) } as AuthEvent
}

/**
 * SHA-256, lower-case hex, over the UTF-8 bytes of the event's canonical JSON without `hash`. docs/events.md says it in a form
 * that others can follow.
 */
export function hashEvent(event: object): string {
  return toHash({ ...event, hash: undefined })
}

function toHash(unsealed: object): string {
  return hash('sha256', toCanonicalJson(unsealed), 'hex')
}

function toLine(text: string | null, maxLength: number): string | null {
  return text === null ? null : toWellFormed(text.slice(0, maxLength).replaceAll(/\p{Cc}+/gu, ' '))
}

/** Half an emoji is no Unicode, and other people's JSON readers would refuse the line it is in. */
function toWellFormed(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD')
}

/** A control character or half a surrogate pair, as `JSON.stringify` writes them; or text that says so and is none. */
const escaped = /\\u/

/** Exactly what a reader of the stored JSON gets. */
function toPlainData(data: EventDraft['data']): unknown {
  const text = JSON.stringify(data)
  // Nearly always: no text in it is too long, and none has anything to replace. A reviver costs many times as much.
  if (!escaped.test(text) && !mayHaveLongText(text)) return JSON.parse(text)
  return JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'string' ? toWellFormed(value.slice(0, maxTextLength)) : value,
  )
}

/** Between two quotes of JSON are at most as many characters as in its longest text, unless it has quotes in it. */
function mayHaveLongText(json: string): boolean {
  if (json.length <= maxTextLength) return false
  return json.includes('\\"') || json.split('"').some(({ length }) => length > maxTextLength)
}
