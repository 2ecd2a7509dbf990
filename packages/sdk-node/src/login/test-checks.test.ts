import { describe, expect, it } from 'vitest'
import { createCheckNotes } from './test-checks.ts'

const failure = { code: 'SAML_AUDIENCE_MISMATCH', detail: 'audience: wanted a, got b' } as const

describe('the notes of a test sign-in', () => {
  it('call the first check that did not pass the failed one, and tell why', () => {
    const notes = createCheckNotes('saml')
    for (const name of ['form', 'signature', 'status', 'version', 'issuer', 'destination']) notes.passed(name)
    const checks = notes.list(failure)
    expect(checks.find(({ outcome }) => outcome === 'failed')).toEqual({
      name: 'audience',
      outcome: 'failed',
      detail: failure.detail,
    })
    expect(checks.filter(({ outcome }) => outcome === 'passed')).toHaveLength(6)
    expect(checks.at(-1)).toEqual({ name: 'authentication', outcome: 'not-reached', detail: null })
  })

  it('blame the status where the identity provider refused without an assertion', () => {
    const notes = createCheckNotes('saml')
    notes.passed('form')
    const checks = notes.list({ code: 'SAML_STATUS_NOT_SUCCESS', detail: 'status: …' })
    expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual(['status'])
    expect(checks.find(({ name }) => name === 'signature')?.outcome).toBe('not-reached')
  })

  it('fail nothing when nothing failed', () => {
    const notes = createCheckNotes('oidc')
    for (const { name } of notes.list(null)) notes.passed(name)
    expect(new Set(notes.list(null).map(({ outcome }) => outcome))).toEqual(new Set(['passed']))
  })
})
