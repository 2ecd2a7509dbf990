import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseJwks } from './parse-jwks.ts'

const jwkOf = ({ publicKey }: { publicKey: KeyObject }) => publicKey.export({ format: 'jwk' })
const rsa = jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))
const elliptic = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }))

test('reads the kinds of keys that sign ID tokens', () => {
  const p384 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }))
  const p521 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-521' }))
  const ed25519 = jwkOf(generateKeyPairSync('ed25519'))
  const keys = parseJwks({ keys: [rsa, elliptic, p384, p521, ed25519] })
  expect(keys.map(({ kind }) => kind)).toEqual(['rsa', 'prime256v1', 'secp384r1', 'secp521r1', 'ed25519'])
})

test('keeps kid, algorithm and key', () => {
  const [key] = parseJwks({ keys: [{ ...rsa, kid: 'a', alg: 'RS256', use: 'sig', key_ops: ['verify'] }] })
  expect(key).toMatchObject({ kid: 'a', algorithm: 'RS256' })
  expect(key?.publicKey.type).toBe('public')
})

const unusable: Record<string, unknown> = {
  'a key for encryption': { ...rsa, use: 'enc' },
  'a key for other operations': { ...rsa, key_ops: ['wrapKey'] },
  'an RSA key of 1024 bits': jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 })),
  'a symmetric key': { kty: 'oct', k: 'c2VjcmV0' },
  'a key for key agreement': jwkOf(generateKeyPairSync('x25519')),
  'a key of an unknown kind': { kty: 'AKP', pub: 'x' },
  'a broken key': { ...rsa, n: '' },
  'a point off the curve': { ...elliptic, x: elliptic.y, y: elliptic.x },
  null: null,
  text: 'text',
}
test.each(Object.entries(unusable))('leaves out %s', (_name, jwk) => {
  expect(parseJwks({ keys: [jwk, elliptic] })).toHaveLength(1)
})

test('refuses what is no set of keys, and more than 100', () => {
  expect(() => parseJwks({})).toThrow('wanted a list of keys')
  expect(() => parseJwks({ keys: { 0: rsa } })).toThrow('wanted a list of keys')
  expect(() => parseJwks({ keys: Array.from({ length: 101 }, () => elliptic) })).toThrow('at most 100 keys, got 101')
  expect(parseJwks({ keys: Array.from({ length: 100 }, () => elliptic) })).toHaveLength(100)
})
