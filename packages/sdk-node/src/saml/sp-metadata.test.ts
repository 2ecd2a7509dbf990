import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../test/support/saml-trial.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { samlBudget } from '../xml/xml-budget.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { createSpMetadata } from './sp-metadata.ts'

let keys: readonly SigningKey[]
beforeAll(async () => {
  keys = await Promise.all([createTestKey(), createTestKey(), createTestKey(), createTestKey()])
})

const md = 'urn:oasis:names:tc:SAML:2.0:metadata'
const acsUrl = new URL('https://app.example.test/auth/saml/acme/acs?a=1&b=2')

function readRole(xml: string): XmlElement {
  const role = findChild(parseXml(xml, samlBudget), md, 'SPSSODescriptor')
  if (role === null) throw new Error('no SPSSODescriptor')
  return role
}

function readKeys(role: XmlElement, use: string): readonly string[] {
  const descriptors = findChildren(role, md, 'KeyDescriptor').filter((key) => findAttribute(key, 'use') === use)
  return descriptors.map((key) => key.children[0]?.children[0]?.children[0]?.text ?? '')
}

const body = (key: SigningKey | undefined): string => new X509Certificate(key?.certificate ?? '').raw.toString('base64')

describe('createSpMetadata', () => {
  test('says who we are and where responses go', async () => {
    const connection = createConnection(keys[0]!, { spEntityId: 'urn:app?a&b', nameIdFormat: 'urn:format' })
    const xml = await createSpMetadata(connection, { acsUrl })
    expect(findAttribute(parseXml(xml, samlBudget), 'entityID')).toBe('urn:app?a&b')
    const role = readRole(xml)
    expect(findAttribute(role, 'WantAssertionsSigned')).toBe('true')
    expect(findAttribute(role, 'AuthnRequestsSigned')).toBe('false')
    expect(role.children.map(({ name }) => name)).toEqual(['NameIDFormat', 'AssertionConsumerService'])
    const acs = role.children[1]!
    expect(findAttribute(acs, 'Location')).toBe(acsUrl.href)
    expect(findAttribute(acs, 'Binding')).toBe('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST')
  })

  test('publishes the signing certificate, the next one, and all that may be encrypted for', async () => {
    const [signing, next, first, second] = keys
    const connection = createConnection(keys[0]!, {
      signingKey: signing!,
      nextSigningCertificate: next!.certificate,
      decryptionKeys: [first!, second!],
    })
    const role = readRole(await createSpMetadata(connection, { acsUrl }))
    expect(findAttribute(role, 'AuthnRequestsSigned')).toBe('true')
    expect(readKeys(role, 'signing')).toEqual([body(signing), body(next)])
    expect(readKeys(role, 'encryption')).toEqual([body(first), body(second)])
  })

  test('orders the elements as the schema wants them', async () => {
    const connection = createConnection(keys[0]!, { signingKey: keys[0]!, nameIdFormat: 'urn:format' })
    const sloUrl = new URL('https://app.example.test/slo')
    const role = readRole(await createSpMetadata(connection, { acsUrl, sloUrl }))
    expect(role.children.map(({ name }) => name)).toEqual([
      'KeyDescriptor',
      'SingleLogoutService',
      'SingleLogoutService',
      'NameIDFormat',
      'AssertionConsumerService',
    ])
  })

  test('is the same text every time, so that it can be cached', async () => {
    const connection = createConnection(keys[0]!, { signingKey: keys[0]! })
    expect(await createSpMetadata(connection, { acsUrl })).toBe(await createSpMetadata(connection, { acsUrl }))
  })
})
