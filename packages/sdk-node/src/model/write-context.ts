import { toRequestInvalid } from './request-invalid.ts'
import type { Origin } from './draft-event.ts'
import type { EventActor } from './event-actor.ts'

/** On whose behalf something is written, for the event that tells of it. */
export interface WriteContext {
  /** @default { type: 'api', id: null } */
  readonly actor?: EventActor
  /** Address of whoever asked. @default null */
  readonly ip?: string | null
  /** @default null */
  readonly userAgent?: string | null
}

/** The same, complete. */
export interface Writer {
  readonly actor: EventActor
  readonly origin: Origin
}

const actorTypes: readonly EventActor['type'][] = ['user', 'api', 'scim', 'system']
const maxIdLength = 1024

/**
 * Who writes, as events want it. Checked, because the log is what people are held to.
 *
 * @throws AuthError REQUEST_INVALID
 */
export function toWriter(context: WriteContext = {}): Writer {
  if (!isObject(context)) throw toRequestInvalid('the context', 'an object', context)
  const { actor = { type: 'api', id: null }, ip = null, userAgent = null, ...others } = context
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw toRequestInvalid('the context', 'actor, ip and userAgent', unknown)
  if (!isObject(actor) || !actorTypes.includes(actor.type))
    throw toRequestInvalid('actor.type', `one of ${actorTypes.join(', ')}`, isObject(actor) ? actor.type : actor)
  if (!isTextOrNull(actor.id) || (actor.id?.length ?? 0) > maxIdLength)
    throw toRequestInvalid('actor.id', 'an id or null', actor.id)
  if (!isTextOrNull(ip)) throw toRequestInvalid('ip', 'a string or null', ip)
  if (!isTextOrNull(userAgent)) throw toRequestInvalid('userAgent', 'a string or null', userAgent)
  return { actor: { type: actor.type, id: actor.id }, origin: { ip, userAgent } }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'
