import { SAML } from '@node-saml/node-saml'
import { DOMParser } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { acsUrl, createConnection, finish, seal, spEntityId } from '../../test/support/saml-trial.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { findChild } from '../xml/find-children.ts'
import { parseDocument } from './saml-document.ts'
import { verifySignature } from './signature.ts'

let idp: SigningKey
let sp: SigningKey
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createTestKey(), createTestKey()])
})

/** What the whole of xml-crypto, with its own parser and its own search, says a message's signature covers. */
function readByXmlCrypto(xml: string, signedElement: string): readonly string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const parent = document.getElementsByTagName(signedElement)[0]
  const signature = Array.from(parent?.childNodes ?? []).find((node) => node.nodeName === 'ds:Signature')
  if (signature === undefined) throw new Error(`${signedElement} is not signed`)
  const engine = new SignedXml({ publicCert: idp.certificate })
  engine.loadSignature(signature)
  return engine.checkSignature(xml) ? engine.getSignedReferences() : []
}

describe('the signature engine agrees', () => {
  const attributes = { 'a&b': ['<x>', '"\'', 'é 日本 😀'], groups: ['1', '2'] }

  test('with xml-crypto on the bytes a signature covers', async () => {
    const connection = createConnection(idp)
    for (const sign of ['assertion', 'response', 'both'] as const) {
      const xml = await seal(idp, { sign }, { attributes })
      const { root } = parseDocument(xml)
      const assertion = findChild(root, 'urn:oasis:names:tc:SAML:2.0:assertion', 'Assertion')
      if (sign !== 'assertion')
        expect(readByXmlCrypto(xml, 'samlp:Response')).toEqual([verifySignature(root, connection)])
      if (sign !== 'response' && assertion !== null) {
        expect(readByXmlCrypto(xml, 'saml:Assertion')).toEqual([verifySignature(assertion, connection)])
      }
    }
  })

  test('with node-saml on who signed in', async () => {
    for (const sign of ['assertion', 'response', 'both'] as const) {
      for (const encrypt of [null, { certificate: sp.certificate }]) {
        const xml = await seal(idp, { sign, ...(encrypt && { encrypt }) }, { attributes })
        const nodeSaml = new SAML({
          callbackUrl: acsUrl,
          issuer: spEntityId,
          audience: spEntityId,
          idpCert: idp.certificate,
          decryptionPvk: sp.privateKey,
          wantAuthnResponseSigned: sign !== 'assertion',
          wantAssertionsSigned: sign !== 'response',
          // Its clock cannot be set.
          acceptedClockSkewMs: -1,
        })
        const { profile } = await nodeSaml.validatePostResponseAsync({
          SAMLResponse: Buffer.from(xml).toString('base64'),
        })
        const { identity } = await finish(xml, createConnection(idp, { decryptionKeys: [sp] }))
        expect(profile?.nameID).toBe(identity.subject)
        expect(profile?.['attributes']).toEqual({ 'a&b': identity.attributes['a&b'], groups: ['1', '2'] })
      }
    }
  })
})
