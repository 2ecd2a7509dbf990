import { beforeAll, expect, test } from 'vitest'
import { createTestKey } from '../testing/create-test-key.ts'
import { parseIdpMetadata } from '../saml/parse-idp-metadata.ts'
import { createIdpMetadata } from './idp-metadata.ts'
import type { SigningKey } from './sign-element.ts'
import { toCertificateBody } from './to-certificate-body.ts'

let keys: readonly SigningKey[]
beforeAll(async () => {
  keys = await Promise.all([createTestKey(), createTestKey()])
})

test('says everything a service provider reads', () => {
  const xml = createIdpMetadata({
    entityId: 'https://idp.example.test/?a=1&b=2',
    ssoUrl: 'https://idp.example.test/sso?a=1&b=2',
    certificates: keys.map(({ certificate }) => certificate),
    nameIdFormats: ['urn:one', 'urn:two'],
    wantAuthnRequestsSigned: true,
    validUntil: new Date('2031-01-01T00:00:00Z'),
  })
  const metadata = parseIdpMetadata(xml, new Date('2030-01-01T00:00:00Z'))
  expect(metadata).toMatchObject({
    entityId: 'https://idp.example.test/?a=1&b=2',
    sso: [
      { url: 'https://idp.example.test/sso?a=1&b=2', binding: 'redirect' },
      { url: 'https://idp.example.test/sso?a=1&b=2', binding: 'post' },
    ],
    slo: [],
    nameIdFormats: ['urn:one', 'urn:two'],
    wantAuthnRequestsSigned: true,
    validUntil: new Date('2031-01-01T00:00:00Z'),
  })
  expect(metadata.certificates.map(({ pem }) => toCertificateBody(pem))).toEqual(
    keys.map(({ certificate }) => toCertificateBody(certificate)),
  )
})
