import { expect, test } from 'vitest'
import { createSession, isAlive, renewIfDue } from './create-session.ts'

const lifetime = { idleSeconds: 1000, absoluteSeconds: 10_000 }
const start = new Date('2030-01-01T00:00:00Z')
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
const draft = { user: { id: 'u1' }, organization: { id: 'acme', name: 'Acme' }, connection: 'acme' }

test('ends after the idle time, used or not after the absolute time', () => {
  const session = createSession(draft, lifetime, start)
  expect(isAlive(session, after(999))).toBe(true)
  expect(isAlive(session, after(1000))).toBe(false)
  expect(session.endsAt).toEqual(after(10_000))
})
test('ends when the identity provider says so, if that is earlier', () => {
  expect(createSession({ ...draft, sessionExpiresAt: after(500) }, lifetime, start)).toMatchObject({
    expiresAt: after(500),
    endsAt: after(500),
  })
  expect(createSession({ ...draft, sessionExpiresAt: after(99_999) }, lifetime, start).endsAt).toEqual(after(10_000))
})
test('is renewed when a tenth of the idle time has passed, and not before', () => {
  const session = createSession(draft, lifetime, start)
  expect(renewIfDue(session, lifetime, after(99))).toBeNull()
  expect(renewIfDue(session, lifetime, after(100))).toMatchObject({
    id: session.id,
    expiresAt: after(1100),
    endsAt: after(10_000),
  })
})
test('is never renewed past its end', () => {
  const session = createSession({ ...draft, sessionExpiresAt: after(1500) }, lifetime, start)
  const renewed = renewIfDue(session, lifetime, after(900))!
  expect(renewed.expiresAt).toEqual(after(1500))
  expect(renewIfDue(renewed, lifetime, after(1400))).toBeNull()
})
test('has a new id every time', () => {
  expect(createSession(draft, lifetime, start).id).not.toBe(createSession(draft, lifetime, start).id)
})
test('has how the person was checked, as far as somebody said', () => {
  const checked = { authenticationContext: 'urn:mfa', authenticationMethods: ['pwd', 'otp'] }
  expect(createSession({ ...draft, ...checked }, lifetime, start)).toMatchObject(checked)
  const unsaid = { authenticationContext: null, authenticationMethods: [] }
  expect(createSession(draft, lifetime, start)).toMatchObject(unsaid)
})
