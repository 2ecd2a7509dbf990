import { describe, expect, test } from 'vitest'
import { judgeEvent } from './judge-event.ts'

const subject = { format: 'opaque', id: 'x' }
const ssf = 'https://schemas.openid.net/secevent/ssf/event-type/'
const caep = 'https://schemas.openid.net/secevent/caep/event-type/'
const risc = 'https://schemas.openid.net/secevent/risc/event-type/'

test('an opaque name may be a session only where the event is about sessions', () => {
  const named = [subject]
  expect(judgeEvent({ type: `${caep}session-revoked`, payload: {}, subject })).toEqual({
    kind: 'end-sessions',
    subject: { user: named, session: named, isSimple: true },
  })
  expect(judgeEvent({ type: `${risc}account-disabled`, payload: {}, subject })).toEqual({
    kind: 'end-sessions',
    subject: { user: named, session: [], isSimple: true },
  })
})

test.each(['ssf', 'sse', 'risc'])('knows a verification by the name it has in %s', (name) => {
  const type = `https://schemas.openid.net/secevent/${name}/event-type/verification`
  const verified = { kind: 'verified', state: 's', streamId: 'x' }
  expect(judgeEvent({ type, payload: { state: 's' }, subject })).toEqual(verified)
  expect(judgeEvent({ type, payload: {}, subject: undefined })).toEqual({ ...verified, state: null, streamId: null })
})

test('nothing follows from an unknown event, whatever its subject is', () => {
  expect(judgeEvent({ type: 'https://a.test/b', payload: {}, subject: 7 })).toEqual({ kind: 'none' })
})

describe('refuses', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, unknown, string]>([
    ['no subject', `${caep}session-revoked`, {}, undefined, 'wanted a subject'],
    ['a change without its type', `${caep}credential-change`, {}, subject, 'wanted a change_type'],
    ['a change of an unknown type', `${caep}credential-change`, { change_type: 'x' }, subject, 'wanted a change_type'],
    ['an addition to nobody', `${caep}credential-change`, { change_type: 'create' }, undefined, 'wanted a subject'],
    ['a state that is no text', `${ssf}verification`, { state: 7 }, subject, 'wanted a state'],
    ['a stream without its status', `${ssf}stream-updated`, {}, subject, 'wanted a status'],
  ])('%s', (_name, type, payload, about, detail) => {
    expect(() => judgeEvent({ type, payload, subject: about })).toThrow(detail)
  })
})
