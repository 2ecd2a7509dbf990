import { toRequestInvalid } from '../model/request-invalid.ts'
import type { ReplayQuery } from './manage-webhooks.ts'
import { takeFields } from './take-fields.ts'

const known = ['organizationId', 'eventId', 'from', 'to', 'dead']
const forms = '{ organizationId, eventId }, { organizationId, from, to } or { dead: true }'
const maxEvents = 10_000

/** @throws AuthError REQUEST_INVALID */
export function parseReplayQuery(given: unknown): ReplayQuery {
  const fields = takeFields(given, { name: 'the query', known, refuse: toRequestInvalid })
  const { organizationId, eventId, from, to, dead } = fields
  const names = Object.keys(fields).toSorted().join()
  if (names === 'dead') {
    if (dead !== true) throw toRequestInvalid('dead', 'true', dead)
    return { dead }
  }
  if (names !== 'eventId,organizationId' && names !== 'from,organizationId,to')
    throw toRequestInvalid('the query', forms, names)
  if (!isText(organizationId)) throw toRequestInvalid('organizationId', 'an id', organizationId)
  if (names === 'eventId,organizationId') {
    if (!isText(eventId)) throw toRequestInvalid('eventId', 'an id', eventId)
    return { organizationId, eventId }
  }
  if (!isSequence(from)) throw toRequestInvalid('from', 'a sequence, from 1', from)
  if (!isSequence(to) || to < from) throw toRequestInvalid('to', `a sequence, from ${from}`, to)
  if (to - from >= maxEvents) throw toRequestInvalid('to', `at most ${maxEvents} events`, to - from + 1)
  return { organizationId, from, to }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isSequence = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1
