import { describe, expect, test } from 'vitest'
import { createSession, type SessionDraft } from '../sessions/create-session.ts'
import { isRecent, parseRecentAuth, type RecentAuth } from './recent-auth.ts'

const now = new Date('2030-01-01T12:00:00Z')
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)
const upstream = { subject: 'ana', sessionIndex: null }

function isEnough(draft: Partial<SessionDraft>, wanted: RecentAuth, begun = ago(0)): boolean {
  const person = { user: { id: 'u1' }, organization: { id: 'acme', name: 'Acme' }, connection: 'acme' }
  const session = createSession({ ...person, ...draft }, { idleSeconds: 9999, absoluteSeconds: 9999 }, begun)
  return isRecent(session, parseRecentAuth(wanted), now)
}

describe('a session is recent', () => {
  test('for ten minutes, or as long as is wanted', () => {
    expect(isEnough({ upstream, authenticatedAt: ago(600) }, {})).toBe(true)
    expect(isEnough({ upstream, authenticatedAt: ago(601) }, {})).toBe(false)
    expect(isEnough({ upstream, authenticatedAt: ago(30) }, { maximumAgeSeconds: 30 })).toBe(true)
    expect(isEnough({ upstream, authenticatedAt: ago(31) }, { maximumAgeSeconds: 30 })).toBe(false)
    expect(isEnough({ upstream, authenticatedAt: ago(9000) }, { maximumAgeSeconds: null })).toBe(true)
  })

  test('when the app checked the person as it began', () => {
    expect(isEnough({}, {})).toBe(true)
    expect(isEnough({}, {}, ago(601))).toBe(false)
  })

  test('not because it began lately, where the identity provider did not say when it checked the person', () => {
    expect(isEnough({ upstream, authenticatedAt: null }, {})).toBe(false)
    expect(isEnough({ upstream, authenticatedAt: null }, { maximumAgeSeconds: null })).toBe(true)
  })

  test('by a context or a method that is enough', () => {
    const strong = { upstream, authenticatedAt: ago(5), authenticationContext: 'phr', authenticationMethods: ['mfa'] }
    expect(isEnough(strong, { contexts: ['phr'] })).toBe(true)
    expect(isEnough(strong, { contexts: ['phrh'], methods: ['mfa'] })).toBe(true)
    expect(isEnough(strong, { contexts: ['phrh'] })).toBe(false)
    expect(isEnough({ ...strong, authenticatedAt: ago(601) }, { contexts: ['phr'] })).toBe(false)
    expect(isEnough({ authenticationMethods: [] }, { methods: ['mfa'] })).toBe(false)
  })
})

test.each<[string, object]>([
  ['a misspelt option', { maxAge: 60 }],
  ['an age in which nobody can be back', { maximumAgeSeconds: 29 }],
  ['an age that is no number', { maximumAgeSeconds: Number.NaN }],
  ['an age that is a text', { maximumAgeSeconds: '60' }],
  ['contexts that are no list', { contexts: 'phr' }],
  ['two contexts as one', { contexts: ['phr phrh'] }],
  ['an empty method', { methods: [''] }],
  ['a method that is no text', { methods: [1] }],
  ['more methods than a URL should carry', { methods: Array.from({ length: 21 }, String) }],
])('refuses %s', (_what, given) => {
  expect(() => parseRecentAuth(given)).toThrow(/^CONFIG_INVALID: recentAuth\./)
})
