import { beforeAll, describe, expect, test } from 'vitest'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { toCertificateBody } from '../saml-idp/to-certificate-body.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { parseIdpMetadata } from './parse-idp-metadata.ts'

let one: SigningKey
let two: SigningKey
beforeAll(async () => {
  ;[one, two] = await Promise.all([createTestKey(), createTestKey()])
})

const now = new Date('2030-01-01T00:00:00Z')
const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings'
const saml2 = 'urn:oasis:names:tc:SAML:2.0:protocol'

const key = (pem: string, use = ' use="signing"'): string =>
  `<KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n ${toCertificateBody(pem).replace(/(.{60})/g, '$1\n')}` +
  '\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>'
const endpoint = (name: string, binding: string, location: string, more = ''): string =>
  `<${name} Binding="${bindings}:${binding}" Location="${location}"${more}/>`
const sso = endpoint('SingleSignOnService', 'HTTP-POST', 'https://idp.acme.test/post')
const role = (content: string, attributes = ''): string =>
  `<IDPSSODescriptor protocolSupportEnumeration="${saml2}"${attributes}>${content}</IDPSSODescriptor>`
const namespaces = 'xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
const entity = (content: string, attributes = '', id = 'https://idp.acme.test'): string =>
  `<EntityDescriptor ${namespaces} entityID="${id}"${attributes}>${content}</EntityDescriptor>`
const entities = (content: string, attributes = ''): string =>
  `<EntitiesDescriptor ${namespaces}${attributes}>${content}</EntitiesDescriptor>`
const plain = (): string => entity(role(key(one.certificate) + sso))
const expiring = (year: number): string =>
  createCertificate({
    privateKey: one.privateKey,
    commonName: 'expiring',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(`${year}-01-01T00:00:00Z`),
  })

describe('parseIdpMetadata', () => {
  test('reads who the identity provider is and how to reach it', () => {
    const xml = entity(
      role(
        key(one.certificate) +
          endpoint(
            'SingleLogoutService',
            'HTTP-POST',
            'https://idp.acme.test/slo',
            ' ResponseLocation="https://idp.acme.test/slr"',
          ) +
          endpoint('SingleLogoutService', 'HTTP-Redirect', 'https://idp.acme.test/slo?x=1&amp;y=2') +
          '<NameIDFormat> urn:one </NameIDFormat><NameIDFormat>urn:two</NameIDFormat>' +
          endpoint('SingleSignOnService', 'SOAP', 'https://idp.acme.test/soap') +
          sso +
          endpoint('SingleSignOnService', 'HTTP-Redirect', 'https://idp.acme.test/redirect?a=1&amp;b=2'),
        ' WantAuthnRequestsSigned="true"',
      ),
      ' validUntil="2030-06-01T00:00:00Z"',
    )
    expect(parseIdpMetadata(xml, now)).toMatchObject({
      entityId: 'https://idp.acme.test',
      sso: [
        { url: 'https://idp.acme.test/redirect?a=1&b=2', binding: 'redirect' },
        { url: 'https://idp.acme.test/post', binding: 'post' },
      ],
      slo: [
        { url: 'https://idp.acme.test/slo', responseUrl: 'https://idp.acme.test/slr', binding: 'post' },
        {
          url: 'https://idp.acme.test/slo?x=1&y=2',
          responseUrl: 'https://idp.acme.test/slo?x=1&y=2',
          binding: 'redirect',
        },
      ],
      nameIdFormats: ['urn:one', 'urn:two'],
      wantAuthnRequestsSigned: true,
      validUntil: new Date('2030-06-01T00:00:00Z'),
    })
  })

  test('reads little from metadata that says little', () => {
    expect(parseIdpMetadata(plain(), now)).toMatchObject({
      sso: [{ url: 'https://idp.acme.test/post', binding: 'post' }],
      slo: [],
      nameIdFormats: [],
      wantAuthnRequestsSigned: false,
      validUntil: null,
    })
  })

  test('takes every certificate that signs, each once, and none that only encrypts', () => {
    const keys = key(one.certificate) + key(one.certificate) + key(two.certificate, '')
    const { certificates } = parseIdpMetadata(entity(role(keys + key(expiring(2040), ' use="encryption"') + sso)), now)
    expect(certificates.map(({ pem }) => pem)).toEqual([one.certificate, two.certificate])
    expect(certificates[0]?.notAfter).toEqual(new Date('2060-01-01T00:00:00Z'))
  })

  test('takes 20 certificates and refuses more: each is tried on a signature, which anybody can send', () => {
    const keys = Array.from({ length: 21 }, () => key(expiring(2040)))
    const some = keys.slice(0, 20)
    const read = parseIdpMetadata(entity(role([...some, ...some].join('') + sso)), now)
    expect(read.certificates).toHaveLength(20)
    expect(() => parseIdpMetadata(entity(role(keys.join('') + sso)), now)).toThrow(
      expect.objectContaining({ code: 'SAML_METADATA_INVALID', detail: expect.stringContaining('at most 20') }),
    )
  })

  test('takes an expired certificate beside a good one', () => {
    const { certificates } = parseIdpMetadata(entity(role(key(expiring(2029)) + key(two.certificate) + sso)), now)
    expect(certificates).toHaveLength(2)
  })

  test('passes over what it does not know, as in the metadata of Entra', () => {
    const xml =
      '\uFEFF<?xml version="1.0" encoding="utf-8"?><!-- published by hand -->' +
      entity(
        '<ds:Signature><ds:SignedInfo><ds:Reference URI="#_1"/></ds:SignedInfo></ds:Signature>' +
          '<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"' +
          ' xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706">' +
          `${key(two.certificate)}<fed:ClaimTypesOffered><auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="x"/></fed:ClaimTypesOffered></RoleDescriptor>` +
          role(`<!-- <KeyDescriptor/> -->${key(one.certificate)}${sso}`) +
          '<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/>',
        ' ID="_1"',
      ) +
      '\n<!-- end -->\n'
    expect(parseIdpMetadata(xml, now).certificates.map(({ pem }) => pem)).toEqual([one.certificate])
  })

  test('takes the SAML 2.0 role of an identity provider that also speaks older versions', () => {
    const older = role(key(two.certificate) + sso).replace(saml2, 'urn:oasis:names:tc:SAML:1.1:protocol')
    const both = role(key(one.certificate) + sso).replace(saml2, `urn:mace:shibboleth:1.0 ${saml2}`)
    expect(parseIdpMetadata(entity(older + both), now).certificates[0]?.pem).toBe(one.certificate)
  })

  describe('of a federation', () => {
    const other = (): string => entity(role(key(two.certificate) + sso), '', 'https://idp.globex.test')
    const sp = entity('<SPSSODescriptor/>', '', 'https://app.example.test')

    test('finds the one identity provider', () => {
      expect(parseIdpMetadata(entities(sp + entities(plain())), now).entityId).toBe('https://idp.acme.test')
    })

    test('finds the one that is asked for', () => {
      const { entityId, certificates } = parseIdpMetadata(entities(plain() + other()), now, 'https://idp.globex.test')
      expect([entityId, certificates[0]?.pem]).toEqual(['https://idp.globex.test', two.certificate])
    })

    test('refuses to guess among several', () => {
      expect(() => parseIdpMetadata(entities(plain() + other()), now)).toThrow(
        'wanted one identity provider, or an entity ID to pick by, got https://idp.acme.test, https://idp.globex.test',
      )
    })

    test('refuses when the one asked for is not there, or is there twice', () => {
      const wanted = "wanted one entity 'urn:x', got https://idp.acme.test"
      expect(() => parseIdpMetadata(plain(), now, 'urn:x')).toThrow(wanted)
      expect(() => parseIdpMetadata(entities(plain() + plain()), now, 'https://idp.acme.test')).toThrow(
        'wanted one entity',
      )
    })

    test('minds the dates of everything around it', () => {
      const xml = entities(plain(), ' validUntil="2029-12-31T00:00:00Z"')
      expect(() => parseIdpMetadata(xml, now)).toThrow(
        'validUntil: wanted a time after 2030-01-01T00:00:00.000Z, got 2029-12-31T00:00:00.000Z',
      )
    })
  })

  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ['no XML', () => 'https://idp.acme.test/metadata', /XML: text outside the root element/],
    ['a document type', () => `<!DOCTYPE EntityDescriptor>${plain()}`, /XML: document type/],
    ['more than a mebibyte', () => entity(' '.repeat(1024 * 1024)), /wanted at most 1048576 bytes/],
    ['another document', () => '<html/>', /wanted EntityDescriptor or EntitiesDescriptor, got {}html/],
    ['a service provider', () => entity('<SPSSODescriptor/>'), /wanted an IDPSSODescriptor for SAML 2.0, got none/],
    [
      'SAML 1.1',
      () => plain().replaceAll(saml2, 'urn:oasis:names:tc:SAML:1.1:protocol'),
      /IDPSSODescriptor for SAML 2.0/,
    ],
    ['no entity ID', () => plain().replace(/ entityID="[^"]*"/, ''), /entityID: wanted one/],
    ['no certificate', () => entity(role(sso)), /wanted a signing certificate, got none/],
    [
      'only a key for encryption',
      () => entity(role(key(one.certificate, ' use="encryption"') + sso)),
      /signing certificate/,
    ],
    ['a certificate that is none', () => plain().replace(/MII[^<]*/, 'AAAA'), /certificate: wanted X.509/],
    [
      'only expired certificates',
      () => entity(role(key(expiring(2027)) + key(expiring(2029)) + sso)),
      /only expired ones: 2027-01-01T00:00:00.000Z, 2029-01-01T00:00:00.000Z/,
    ],
    ['no sign-on service', () => entity(role(key(one.certificate))), /SingleSignOnService: wanted one/],
    ['a sign-on service it cannot use', () => plain().replace('HTTP-POST', 'SOAP'), /SingleSignOnService: wanted one/],
    [
      'an address that runs code',
      () => plain().replace('https://idp.acme.test/post', 'javascript:alert(1)'),
      /Location: wanted an http/,
    ],
    ['a service without an address', () => plain().replace(/ Location="[^"]*"/, ''), /Location: wanted an http/],
    [
      'an expired validUntil',
      () => entity(role(key(one.certificate) + sso, ' validUntil="2030-01-01T00:00:00Z"')),
      /validUntil: wanted a time after/,
    ],
    [
      'an unreadable validUntil',
      () => entity(role(key(one.certificate) + sso), ' validUntil="soon"'),
      /validUntil: wanted a time, got 'soon'/,
    ],
  ]
  test.each(refused)('refuses %s', (_, xml, expected) => {
    expect(() => parseIdpMetadata(xml(), now)).toThrow(expect.objectContaining({ code: 'SAML_METADATA_INVALID' }))
    expect(() => parseIdpMetadata(xml(), now)).toThrow(expected)
  })
})
