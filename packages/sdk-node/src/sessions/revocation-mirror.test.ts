import { describe, expect, test } from 'vitest'
import type { RevocationKind } from '../model/revocation-kind.ts'
import type { Session } from '../model/session.ts'
import { createSession, type SessionDraft } from './create-session.ts'
import { createRevocationMirror } from './revocation-mirror.ts'
import { toUpstreamKey } from './to-upstream-key.ts'

const start = new Date('2030-01-01T00:00:00Z')
const after = (ms: number): Date => new Date(start.getTime() + ms)
const draft: SessionDraft = {
  user: { id: 'u1', email: 'ana@eu.acme.test', name: 'Ana Souza' },
  organization: { id: 'acme', name: 'Acme' },
  connection: 'acme-saml',
  upstream: { subject: 'ana', sessionIndex: '_1' },
}
const begin = (more: Partial<SessionDraft> = {}, at = start): Session =>
  createSession({ ...draft, ...more }, { idleSeconds: 3600, absoluteSeconds: 7200 }, at)
const ana = begin()
const ownForm = begin({ upstream: null })

function isOver(session: Session, kind: RevocationKind, key: string, before = after(1)): boolean {
  const mirror = createRevocationMirror()
  mirror.add([{ kind, key, before }])
  return mirror.isRevoked(session)
}

describe('a session is over when one of these is revoked', () => {
  test.each<[RevocationKind, string]>([
    ['session', ana.id],
    ['user', 'u1'],
    ['subject', toUpstreamKey('acme-saml', 'ana')],
    ['session-index', toUpstreamKey('acme-saml', '_1')],
    ['sid', toUpstreamKey('acme-saml', '_1')],
    ['connection', 'acme-saml'],
    ['organization', 'acme'],
    ['domain', 'eu.acme.test'],
    ['domain', '*.acme.test'],
  ])('%s %s', (kind, key) => {
    expect(isOver(ana, kind, key)).toBe(true)
    expect(isOver(ana, kind, `${key}x`)).toBe(false)
  })
})

test('a session of the app itself is over when password sign-in is switched off, and no other', () => {
  expect([isOver(ownForm, 'password', 'acme'), isOver(ana, 'password', 'acme')]).toEqual([true, false])
  expect(isOver(ownForm, 'password', 'globex')).toBe(false)
})

test('another connection may know another person, or session, by the same name', () => {
  expect(isOver(ana, 'subject', toUpstreamKey('globex', 'ana'))).toBe(false)
  expect(isOver(ana, 'session-index', toUpstreamKey('globex', '_1'))).toBe(false)
})

test('a domain is not the one below it, nor one that ends alike', () => {
  for (const key of ['acme.test', '*.eu.acme.test', '*.cme.test', '*.ana@eu.acme.test'])
    expect(isOver(ana, 'domain', key)).toBe(false)
  expect(isOver(begin({ user: { id: 'u1' } }), 'domain', 'eu.acme.test')).toBe(false)
})

test('who signs in again afterwards is not touched', () => {
  expect(isOver(begin({}, after(10)), 'user', 'u1', after(10))).toBe(false)
  expect(isOver(begin({}, after(9)), 'user', 'u1', after(10))).toBe(true)
})

test('a session of an OpenID provider that is over brings nobody in again, one of a SAML identity provider may', () => {
  const key = toUpstreamKey('acme-saml', '_1')
  const later = begin({}, after(20))
  expect([isOver(later, 'sid', key, after(10)), isOver(later, 'session-index', key, after(10))]).toEqual([true, false])
})

test('one session that is ended stays ended, whenever it says it began', () => {
  expect(isOver(ana, 'session', ana.id, after(-5000))).toBe(true)
})

test('of two moments the later counts, in whatever order they come', () => {
  const mirror = createRevocationMirror()
  mirror.add([{ kind: 'user', key: 'u1', before: after(10) }])
  mirror.add([{ kind: 'user', key: 'u1', before: after(5) }])
  expect(mirror.isRevoked(begin({}, after(7)))).toBe(true)
  expect(mirror.size()).toBe(1)
})

test('forgets what no living session can be older than', () => {
  const mirror = createRevocationMirror()
  mirror.add([
    { kind: 'user', key: 'u1', before: after(1) },
    { kind: 'session', key: 's1', before: after(2) },
    { kind: 'user', key: 'u2', before: after(100) },
  ])
  mirror.forget(after(50))
  expect(mirror.size()).toBe(1)
  expect(mirror.isRevoked(ana)).toBe(false)
})
