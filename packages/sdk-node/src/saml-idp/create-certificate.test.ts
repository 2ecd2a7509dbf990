import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCertificate } from './create-certificate.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const dates = { notBefore: new Date('2026-03-04T05:06:07Z'), notAfter: new Date('2036-03-04T05:06:07Z') }

for (const [name, key] of [
  ['RSA', rsa],
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
] as const) {
  test(`makes a certificate over an ${name} key that OpenSSL reads and verifies`, () => {
    const certificate = new X509Certificate(
      createCertificate({ privateKey: pem(key), commonName: 'Überprüfung Ltd', ...dates }),
    )
    expect(certificate.checkPrivateKey(key)).toBe(true)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.subject).toBe('CN=Überprüfung Ltd')
    expect(new Date(certificate.validFrom)).toEqual(dates.notBefore)
    expect(new Date(certificate.validTo)).toEqual(dates.notAfter)
  })
}

test('writes years from 2050 on as RFC 5280 wants them', () => {
  const certificate = new X509Certificate(
    createCertificate({
      privateKey: pem(rsa),
      commonName: 'x',
      notBefore: new Date('2049-12-31T23:59:59Z'),
      notAfter: new Date('2050-01-01T00:00:00Z'),
    }),
  )
  expect(new Date(certificate.validFrom).toISOString()).toBe('2049-12-31T23:59:59.000Z')
  expect(new Date(certificate.validTo).toISOString()).toBe('2050-01-01T00:00:00.000Z')
})

test('gives no two certificates the same serial number', () => {
  const serial = (): string =>
    new X509Certificate(createCertificate({ privateKey: pem(rsa), commonName: 'x', ...dates })).serialNumber
  expect(serial()).not.toBe(serial())
})

test('refuses a key that SAML has no algorithm for', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  expect(() => createCertificate({ privateKey: pem(privateKey), commonName: 'x', ...dates })).toThrow(
    'wanted an rsa or ec key, got ed25519',
  )
})
