import { expect, test } from 'vitest'
import { staticConnections } from '../discovery/static-connections.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import { checkDomain } from './check-domain.ts'

const { mayVouchFor } = staticConnections([], null, async () => Promise.reject(new Error('nothing to load')))
const connection = (over: Partial<Connection> = {}): Connection =>
  ({ id: 'acme', domains: ['acme.test', 'xn--bcher-kva.example'], anyDomain: false, ...over }) as Connection
const identity = (email: string | null, emailVerified: boolean | null = null): Identity =>
  ({ email, emailVerified, issuer: 'i' }) as Identity
const check = async (who: Identity, by = connection()): Promise<string | null> =>
  (await checkDomain(who, by, mayVouchFor)).email

test('lets a connection vouch for its own domains, in any spelling', async () => {
  expect(await check(identity('Ana@ACME.test'))).toBe('ana@acme.test')
  expect(await check(identity('ana@bücher.example'))).toBe('ana@xn--bcher-kva.example')
})
test.each([
  'ceo@globex.test',
  'ana@mail.acme.test',
  'ana@acme.test.evil.test',
  'ana@evil.test@acme.test ',
  'not an address',
  null,
])('does not let it vouch for %j', async (email) => {
  await expect(check(identity(email))).rejects.toMatchObject({ code: 'LOGIN_DOMAIN_MISMATCH' })
})
test('refuses an address that the identity provider calls unverified', async () => {
  await expect(check(identity('ana@acme.test', false))).rejects.toMatchObject({ code: 'LOGIN_EMAIL_UNVERIFIED' })
  expect(await check(identity('ana@acme.test', true))).toBe('ana@acme.test')
})
test('lets a connection for any domain vouch for any address, and for none', async () => {
  const any = connection({ anyDomain: true })
  expect(await check(identity('eva@unknown.test'), any)).toBe('eva@unknown.test')
  expect(await check(identity(null), any)).toBeNull()
  await expect(check(identity('rubbish'), any)).rejects.toMatchObject({ code: 'LOGIN_DOMAIN_MISMATCH' })
})
test('lets nobody in when it cannot be said whose domain it is', async () => {
  const down = Promise.reject(new Error('the store is down'))
  await expect(checkDomain(identity('ana@acme.test'), connection(), async () => down)).rejects.toThrow('is down')
})
