import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { OidcConnection } from '../model/connection.ts'
import { checkIdToken } from './check-id-token.ts'

const now = new Date('2030-01-01T00:00:00Z')
const seconds = now.getTime() / 1000
const connection = { clientId: 'app', clockSkewSeconds: 60 } as OidcConnection
const check =
  (claims: object, header: { algorithm?: string; type?: string | null } = {}) =>
  () =>
    checkIdToken(
      { algorithm: 'RS256', type: 'JWT', ...header, claims: { sub: 'p', iat: seconds, ...claims } },
      'token',
      connection,
      now,
    )
const half = (hash: string) => {
  const digest = createHash(hash).update('token').digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

test('passes a plain token', () => expect(check({})).not.toThrow())

test('passes types of ID tokens and refuses those of other tokens', () => {
  for (const type of ['JWT', 'jwt', 'application/jwt', null]) expect(check({}, { type })).not.toThrow()
  for (const type of ['at+jwt', 'AT+JWT', 'application/logout+jwt', 'secevent+jwt'])
    expect(check({}, { type })).toThrow('wanted typ JWT')
})

test.each([
  ['RS256', 'sha256'],
  ['PS384', 'sha384'],
  ['ES512', 'sha512'],
  ['EdDSA', 'sha512'],
  ['Ed25519', 'sha512'],
])('compares at_hash under %s', (algorithm, hash) => {
  expect(check({ at_hash: half(hash) }, { algorithm })).not.toThrow()
  expect(check({ at_hash: half('sha1') }, { algorithm })).toThrow('at_hash')
  expect(check({ at_hash: `${half(hash)}=` }, { algorithm })).toThrow('at_hash')
})

test('measures times against the clock it is given, to the second of the skew', () => {
  for (const name of ['iat', 'auth_time']) {
    expect(check({ [name]: seconds + 60 })).not.toThrow()
    expect(check({ [name]: seconds + 61 })).toThrow(
      `wanted an ${name} in the past, got ${seconds + 61}, now is ${seconds}`,
    )
  }
  expect(check({ session_expiry: seconds - 59 })).not.toThrow()
  expect(check({ session_expiry: seconds - 60 })).toThrow('session_expiry')
})

test('refuses what it cannot read', () => {
  for (const claims of [
    { sub: ' ' },
    { sub: 7 },
    { sub: null },
    { azp: 'other' },
    { azp: null },
    { at_hash: null },
    { iat: null },
  ]) {
    expect(check(claims)).toThrow(expect.objectContaining({ code: 'OIDC_ID_TOKEN_INVALID' }))
  }
  for (const claims of [{ auth_time: null }, { session_expiry: 'never' }, { session_expiry: null }]) {
    expect(check(claims)).toThrow(expect.objectContaining({ code: 'OIDC_ID_TOKEN_INVALID' }))
  }
})
