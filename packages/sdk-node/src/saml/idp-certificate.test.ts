import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestKey } from '../testing/create-test-key.ts'
import { toIdpCertificate } from './idp-certificate.ts'

let pem: string
beforeAll(async () => {
  pem = (await createTestKey()).certificate
})

describe('toIdpCertificate', () => {
  test('reads PEM once and for all', () => {
    const certificate = toIdpCertificate(pem)
    expect(certificate.pem).toBe(pem)
    expect(certificate.publicKey.equals(new X509Certificate(pem).publicKey)).toBe(true)
    expect(certificate.notAfter).toEqual(new Date('2060-01-01T00:00:00Z'))
    expect(certificate.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  const body = (): string => pem.replace(/-----.*-----/g, '').replace(/\s/g, '')
  const forms: readonly (readonly [string, () => string])[] = [
    ['bare base64', body],
    ['base64 with white space anywhere', () => `\n\t ${body().replace(/(.{10})/g, '$1 \r\n')}  `],
    ['PEM with Windows line ends', () => pem.replaceAll('\n', '\r\n')],
    ['PEM in one line', () => pem.replace(/\n(?!-|$)/g, '').trim()],
    ['PEM with text around it', () => `Bag Attributes\n  friendlyName: idp\nsubject=CN = idp\n${pem}\n`],
  ]
  test.each(forms)('reads the same from %s', (_, form) => {
    expect(toIdpCertificate(form())).toEqual(toIdpCertificate(pem))
  })

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ['nothing', () => '', /wanted PEM or base64/],
    ['a text', () => 'my certificate!', /wanted PEM or base64/],
    ['other bytes', () => 'AAAA', /wanted X.509/],
    ['a private key', () => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /wanted PEM or base64/],
    ['two certificates', () => pem + pem, /wanted one, got 2/],
    ['a cut one', () => body().slice(0, -400), /wanted X.509/],
  ]
  test.each(refused)('refuses %s', (_, text, expected) => {
    expect(() => toIdpCertificate(text())).toThrow(expect.objectContaining({ code: 'SAML_METADATA_INVALID' }))
    expect(() => toIdpCertificate(text())).toThrow(expected)
  })
})
