import { isName } from './json-values.ts'
import type { SecurityEvent } from './parse-set.ts'
import { parseSubject, type SimpleSubject, type Subject } from './parse-subject.ts'
import { SetRefused } from './set-refused.ts'
import { toPrintable } from '../model/to-printable.ts'

/** What follows from an event. `none`: nothing here. */
export type Consequence =
  | { readonly kind: 'end-sessions'; readonly subject: Subject }
  | { readonly kind: 'verified'; readonly state: string | null; readonly streamId: string | null }
  | { readonly kind: 'stream-updated'; readonly status: string }
  | { readonly kind: 'none' }

const caep = 'https://schemas.openid.net/secevent/caep/event-type/'
const risc = 'https://schemas.openid.net/secevent/risc/event-type/'
/** `sse` is what the framework was called before. */
const frameworks = ['ssf', 'sse', 'risc'].map((name) => `https://schemas.openid.net/secevent/${name}/event-type/`)

/** Whoever is named has to sign in again. */
const ending: ReadonlySet<string> = new Set([
  `${risc}account-disabled`,
  `${risc}account-purged`,
  `${risc}account-credential-change-required`,
  `${risc}credential-compromise`,
])

/** A simple subject of these names a session, or the user all of whose sessions are over. */
const sessionTypes: ReadonlySet<string> = new Set([`${caep}session-revoked`, `${risc}sessions-revoked`])
const changeTypes: ReadonlySet<unknown> = new Set(['create', 'revoke', 'update', 'delete'])

/**
 * What an event means for sessions. Types that are not known have no consequence: a transmitter may tell of more than we act on.
 *
 * @throws SetRefused for an event that is not as its definition says
 * @see OpenID Continuous Access Evaluation Profile 1.0; OpenID RISC Profile 1.0; OpenID Shared Signals Framework 1.0, section 8.1.4
 */
export function judgeEvent(event: SecurityEvent): Consequence {
  const { type, payload } = event
  if (sessionTypes.has(type)) return { kind: 'end-sessions', subject: orSession(toSubject(event)) }
  if (ending.has(type)) return { kind: 'end-sessions', subject: asUser(toSubject(event)) }
  if (type === `${caep}credential-change`) return judgeChange(event)
  if (frameworks.some((base) => type === `${base}verification`)) return judgeVerification(event)
  if (frameworks.some((base) => type === `${base}stream-updated`)) {
    const { status } = payload
    if (!isName(status)) throw refuse(event, 'wanted a status', status)
    return { kind: 'stream-updated', status }
  }
  return { kind: 'none' }
}

/**
 * Somebody with one more credential is who they were before: to sign them out would punish them for it. Whatever takes one away or
 * replaces it may be what stops an intruder, whose session must not go on.
 */
function judgeChange(event: SecurityEvent): Consequence {
  const { change_type: change } = event.payload
  if (!changeTypes.has(change)) throw refuse(event, `wanted a change_type of ${[...changeTypes].join(', ')}`, change)
  const subject = toSubject(event)
  return change === 'create' ? { kind: 'none' } : { kind: 'end-sessions', subject: asUser(subject) }
}

function judgeVerification(event: SecurityEvent): Consequence {
  const { state } = event.payload
  if (state !== undefined && typeof state !== 'string') throw refuse(event, 'wanted a state that is text', state)
  const stream = event.subject === undefined ? undefined : parseSubject(event.subject).user.find(isOpaque)
  return { kind: 'verified', state: state ?? null, streamId: stream?.id ?? null }
}

const isOpaque = (name: SimpleSubject): name is Extract<SimpleSubject, { format: 'opaque' }> => name.format === 'opaque'

function toSubject(event: SecurityEvent): Subject {
  if (event.subject === undefined) throw refuse(event, 'wanted a subject', undefined)
  return parseSubject(event.subject)
}

/** An opaque name alone may be either; an id of a session ends nobody's as an id of a user, and the other way round. */
function orSession(subject: Subject): Subject {
  return subject.isSimple ? { ...subject, session: subject.user.filter(isOpaque) } : subject
}

/** What is about an account is about all of its sessions: one that is named beside it says only where that was noticed. */
function asUser(subject: Subject): Subject {
  return subject.user.length === 0 ? subject : { ...subject, session: [] }
}

function refuse({ type }: SecurityEvent, wanted: string, got: unknown): SetRefused {
  return new SetRefused('invalid_request', `event '${toPrintable(type)}': ${wanted}, got ${toPrintable(got)}`)
}
