import { describe, expect, it } from 'vitest'
import { createSecretBox } from '../stores/secret-box.ts'
import { openTestTicket, sealTestTicket } from './test-ticket.ts'

const now = new Date('2030-01-01T00:00:00Z')
const expiresAt = new Date('2030-01-01T00:10:00Z')
const box = createSecretBox(['a test secret of at least 32 characters'])
const ticket = { connectionId: 'acme-saml', testId: 'test-1', expiresAt }
const sealed = sealTestTicket(ticket, box)

describe('a test ticket', () => {
  it('opens for its connection', () => {
    expect(openTestTicket(sealed, 'acme-saml', box, now)).toEqual(ticket)
  })

  it('does not show the test id', () => {
    expect(sealed).not.toContain('test-1')
  })

  it.each<readonly [string, () => unknown]>([
    ['another connection', () => openTestTicket(sealed, 'globex-saml', box, now)],
    ['a time when it is over', () => openTestTicket(sealed, 'acme-saml', box, expiresAt)],
    [
      'an app with another secret',
      () => openTestTicket(sealed, 'acme-saml', createSecretBox(['another secret of at least 32 characters']), now),
    ],
    ['text that is none', () => openTestTicket('', 'acme-saml', box, now)],
  ])('is refused for %s', (_case, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'LOGIN_EXPIRED' }))
  })

  it('opens after the secrets were rotated', () => {
    const rotated = createSecretBox([
      'a new secret of at least 32 characters',
      'a test secret of at least 32 characters',
    ])
    expect(openTestTicket(sealed, 'acme-saml', rotated, now)).toEqual(ticket)
  })
})
