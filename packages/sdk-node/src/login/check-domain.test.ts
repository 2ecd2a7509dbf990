import { expect, test } from 'vitest'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import { checkDomain } from './check-domain.ts'

const connection = (over: Partial<Connection> = {}): Connection =>
  ({ id: 'acme', domains: ['acme.test', 'xn--bcher-kva.example'], anyDomain: false, ...over }) as Connection
const identity = (email: string | null, emailVerified: boolean | null = null): Identity =>
  ({ email, emailVerified, issuer: 'i' }) as Identity

test('lets a connection vouch for its own domains, in any spelling', () => {
  expect(checkDomain(identity('Ana@ACME.test'), connection()).email).toBe('ana@acme.test')
  expect(checkDomain(identity('ana@bücher.example'), connection()).email).toBe('ana@xn--bcher-kva.example')
})
test.each([
  'ceo@globex.test',
  'ana@mail.acme.test',
  'ana@acme.test.evil.test',
  'ana@evil.test@acme.test ',
  'not an address',
  null,
])('does not let it vouch for %j', (email) => {
  expect(() => checkDomain(identity(email), connection())).toThrow(
    expect.objectContaining({ code: 'LOGIN_DOMAIN_MISMATCH' }),
  )
})
test('refuses an address that the identity provider calls unverified', () => {
  expect(() => checkDomain(identity('ana@acme.test', false), connection())).toThrow(
    expect.objectContaining({ code: 'LOGIN_EMAIL_UNVERIFIED' }),
  )
  expect(checkDomain(identity('ana@acme.test', true), connection()).email).toBe('ana@acme.test')
})
test('lets a connection for any domain vouch for any address, and for none', () => {
  expect(checkDomain(identity('eva@unknown.test'), connection({ anyDomain: true })).email).toBe('eva@unknown.test')
  expect(checkDomain(identity(null), connection({ anyDomain: true })).email).toBeNull()
  expect(() => checkDomain(identity('rubbish'), connection({ anyDomain: true }))).toThrow()
})
