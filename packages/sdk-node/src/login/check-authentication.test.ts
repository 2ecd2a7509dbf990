import { describe, expect, test } from 'vitest'
import { noPolicy, type AuthenticationRule } from '../model/authentication-policy.ts'
import { checkAuthentication } from './check-authentication.ts'

const at = new Date('2030-01-01T12:00:00Z')
const said = { authenticatedAt: at, authenticationContext: 'pwd', authenticationMethods: ['pwd', 'otp'] }
const silent = { authenticatedAt: null, authenticationContext: null, authenticationMethods: [] }

function judge(what: Partial<typeof said> | typeof silent, rule: Partial<AuthenticationRule>, earliest: Date | null) {
  try {
    checkAuthentication({ ...said, ...what }, { ...noPolicy, ...rule }, earliest)
    return 'passes'
  } catch (error) {
    const { code, detail } = error as { code: string; detail: string }
    return `${code} ${detail}`
  }
}

describe('the time of the check', () => {
  test('must be the earliest or later', () => {
    expect(judge({}, {}, at)).toBe('passes')
    expect(judge({}, {}, new Date(at.getTime() + 1))).toBe(
      'LOGIN_TOO_OLD auth_time or AuthnInstant: wanted one after 2030-01-01T12:00:00.001Z, got 2030-01-01T12:00:00.000Z',
    )
  })

  test("must be said where one is wanted, and is nobody's business otherwise", () => {
    expect(judge(silent, {}, at)).toMatch(/^LOGIN_TOO_OLD .* got none$/)
    expect(judge(silent, {}, null)).toBe('passes')
  })
})

describe('the way of the check', () => {
  test.each<[string, Partial<AuthenticationRule>, string]>([
    ['is one of the contexts', { contexts: ['phr', 'pwd'] }, 'passes'],
    ['has one of the methods', { methods: ['mfa', 'otp'] }, 'passes'],
    ['has one of the methods, whatever the contexts', { contexts: ['phr'], methods: ['otp'] }, 'passes'],
    ['is one of the contexts, whatever the methods', { contexts: ['pwd'], methods: ['hwk'] }, 'passes'],
    ['is none of the contexts', { contexts: ['phr'] }, 'LOGIN_CONTEXT_INSUFFICIENT'],
    ['has none of the methods', { methods: ['hwk'] }, 'LOGIN_CONTEXT_INSUFFICIENT'],
    ['is a context that is wanted as a method', { methods: ['pw'] }, 'LOGIN_CONTEXT_INSUFFICIENT'],
    ['is neither', { contexts: ['phr'], methods: ['hwk'] }, 'LOGIN_CONTEXT_INSUFFICIENT'],
    ['differs in case', { contexts: ['PWD'], methods: ['OTP'] }, 'LOGIN_CONTEXT_INSUFFICIENT'],
  ])('%s', (_what, rule, expected) => {
    expect(judge({}, rule, null).split(' ')[0]).toBe(expected)
  })

  test('must be said where one is wanted', () => {
    expect(judge(silent, { contexts: ['phr'], methods: ['hwk'] }, null)).toBe(
      'LOGIN_CONTEXT_INSUFFICIENT wanted acr or AuthnContextClassRef one of ["phr"], or amr with one of ["hwk"]; got acr none, amr []',
    )
    expect(judge(silent, { contexts: [''] }, null)).toMatch(/^LOGIN_CONTEXT_INSUFFICIENT/)
  })

  test('is told on one line, however long it is', () => {
    const detail = judge({ authenticationContext: `a\n${'b'.repeat(9999)}` }, { contexts: ['phr'] }, null)
    expect(detail).toContain('"a\\nbbb')
    expect(detail.length).toBeLessThan(500)
  })
})
