import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  acsUrl,
  createConnection,
  finish,
  finishField,
  instant,
  now,
  outside,
  refusal,
  requestId,
  seal,
} from '../../test/support/saml-trial.ts'
import { signXml, type SignXmlOptions } from '../../test/support/sign-xml.ts'
import type { SamlConnection } from '../model/connection.ts'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { toIdpCertificate } from './idp-certificate.ts'
import { createSaml } from './saml.ts'

let idp: SigningKey
let sp: SigningKey
let connection: SamlConnection
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createTestKey(), createTestKey()])
  connection = createConnection(idp, { decryptionKeys: [sp] })
})

describe('a genuine response', () => {
  for (const part of ['assertion', 'response', 'both'] as const) {
    test(`is accepted with a signature on ${part}`, async () => {
      const { identity } = await finish(await seal(idp, { sign: part }), connection)
      expect(identity).toMatchObject({ connectionId: 'acme', subject: 'ana@acme.test', email: 'ana@acme.test' })
    })

    for (const algorithm of ['aes256-gcm', 'aes128-gcm'] as const) {
      test(`is accepted with a signature on ${part}, encrypted by ${algorithm}`, async () => {
        const xml = await seal(idp, { sign: part, encrypt: { certificate: sp.certificate, algorithm } })
        expect((await finish(xml, connection)).identity.subject).toBe('ana@acme.test')
      })
    }
  }

  test('becomes an identity', async () => {
    const { identity } = await finish(
      await seal(idp, {
        authnStatement: {
          sessionNotOnOrAfter: instant(3600),
          authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
        },
      }),
      connection,
    )
    expect(identity).toEqual({
      connectionId: 'acme',
      issuer: 'https://idp.acme.test/saml',
      subject: 'ana@acme.test',
      subjectFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      email: 'ana@acme.test',
      emailVerified: null,
      username: null,
      firstName: 'Ana',
      lastName: null,
      name: null,
      nameId: 'ana@acme.test',
      groups: ['staff', 'admins'],
      groupsComplete: true,
      attributes: { email: ['Ana@Acme.test'], firstName: ['Ana'], groups: ['staff', 'admins'] },
      authenticatedAt: new Date(now.getTime() - 30_000),
      authenticationContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
      authenticationMethods: [],
      sessionIndex: 'session-1',
      sessionExpiresAt: new Date(now.getTime() + 3_600_000),
    })
  })

  test('keeps the name exactly as it was issued, for a LogoutRequest', async () => {
    const qualified = (xml: string): string =>
      xml.replace('<saml:NameID ', '<saml:NameID NameQualifier="https://idp.acme.test" SPNameQualifier="urn:app" ')
    const issued = { value: 'ana@acme.test', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }
    expect((await finish(await seal(idp, { editAssertion: qualified }), connection)).secrets).toEqual({
      idToken: null,
      nameId: { ...issued, nameQualifier: 'https://idp.acme.test', spNameQualifier: 'urn:app' },
      tokens: null,
    })
    expect((await finish(await seal(idp), connection)).secrets.nameId).toEqual({
      ...issued,
      nameQualifier: null,
      spNameQualifier: null,
    })
  })

  test('names itself for the replay guard until it is too old', async () => {
    const xml = await seal(idp, { confirmationData: { notOnOrAfter: instant(120) }, assertion: { id: '_once' } })
    const proof = await finish(xml, connection)
    expect(proof).toMatchObject({ replayId: '_once', replayUntil: new Date(now.getTime() + 180_000) })
  })

  test('need not be remembered longer than it is accepted, whatever it says', async () => {
    const xml = await seal(idp, { confirmationData: { notOnOrAfter: '9999-01-01T00:00:00Z' } })
    const { replayUntil } = await finish(xml, connection)
    expect(replayUntil).toEqual(new Date(now.getTime() + 660_000))
    const late = { ...outside, now: () => replayUntil }
    const params = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') })
    const reply = {
      connection,
      loginId: 'x',
      replyTo: new URL(acsUrl),
      memo: { type: 'saml', requestId } as const,
      params,
    }
    expect(
      (await refusal(createSaml().finish(reply, { ...late, now: () => new Date(replayUntil.getTime() + 1) }))).code,
    ).toBe('SAML_TIME_INVALID')
  })

  test('is accepted unsolicited when nobody asked', async () => {
    const xml = await seal(idp, {}, { inResponseTo: null })
    expect((await finish(xml, connection, null)).identity.subject).toBe('ana@acme.test')
  })

  test('is accepted in base64 with line breaks', async () => {
    const base64 = Buffer.from(await seal(idp)).toString('base64')
    for (const lineEnd of ['\n', '\r\n']) {
      const field = (base64.match(/.{1,76}/g) ?? []).join(lineEnd) + lineEnd
      expect((await finishField(field, connection)).replayId).toMatch(/^_/)
    }
  })

  test('is accepted with an XML declaration, CRLF line ends and indentation', async () => {
    const editAssertion = (text: string): string => text.replaceAll('><', '>\n  <')
    const tamper = (text: string): string =>
      `<?xml version="1.0" encoding="UTF-8"?>\r\n${text.replaceAll('\n', '\r\n')}`
    const xml = await seal(idp, { editAssertion, tamper })
    expect((await finish(xml, connection)).identity.groups).toEqual(['staff', 'admins'])
  })

  test('is accepted with the certificate in second place, with and without a hint in KeyInfo', async () => {
    const other = await createTestKey()
    const two = createConnection(idp, {
      certificates: [toIdpCertificate(other.certificate), toIdpCertificate(idp.certificate)],
    })
    const xml = await seal(idp)
    const withoutHint = await seal(idp, {
      sign: 'assertion',
      tamper: (text) => text.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, ''),
    })
    expect(withoutHint).not.toContain('KeyInfo')
    for (const each of [xml, withoutHint]) expect((await finish(each, two)).identity.email).toBe('ana@acme.test')
  })

  test('is accepted with an expired certificate: metadata pins the key, not the dates', async () => {
    const dates = { notBefore: new Date('2010-01-01T00:00:00Z'), notAfter: new Date('2011-01-01T00:00:00Z') }
    const certificate = createCertificate({ privateKey: idp.privateKey, commonName: 'Old', ...dates })
    const old = createConnection(idp, { certificates: [toIdpCertificate(certificate)] })
    expect((await finish(await seal(idp), old)).identity.email).toBe('ana@acme.test')
  })

  test('may leave the end to SubjectConfirmationData, and have OneTimeUse and ProxyRestriction', async () => {
    const editAssertion = (xml: string): string =>
      xml.replace(
        '</saml:Conditions>',
        '<saml:OneTimeUse/><saml:ProxyRestriction Count="0"><saml:Audience>urn:x</saml:Audience></saml:ProxyRestriction></saml:Conditions>',
      )
    const xml = await seal(idp, { conditions: { notBefore: null, notOnOrAfter: null }, editAssertion })
    expect((await finish(xml, connection)).identity.email).toBe('ana@acme.test')
  })

  test('may have extensions, advice, a holder-of-key confirmation beside the bearer, and text of all languages', async () => {
    const editAssertion = (xml: string): string =>
      xml
        .replace(
          '<saml:AuthnStatement',
          '<saml:Advice><x:y xmlns:x="urn:x" z="1">w</x:y></saml:Advice><saml:AuthnStatement',
        )
        .replace(
          '</saml:Subject>',
          '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"><saml:SubjectConfirmationData><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyName>k</ds:KeyName></ds:KeyInfo></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>',
        )
    const editResponse = (xml: string): string =>
      xml.replace('<samlp:Status>', '<samlp:Extensions><x:y xmlns:x="urn:x"/></samlp:Extensions><samlp:Status>')
    const firstName = ['Çãß 日本 😀 <&"\'>\r\n\t']
    const xml = await seal(idp, { editAssertion, editResponse }, { attributes: { email: ['a@acme.test'], firstName } })
    expect((await finish(xml, connection)).identity.firstName).toBe(firstName[0])
  })

  test('may have a thousand groups', async () => {
    const groups = Array.from({ length: 1000 }, (_, at) => `CN=group-${at},OU=Groups,DC=acme,DC=test`)
    expect((await finish(await seal(idp, {}, { attributes: { groups } }), connection)).identity.groups).toEqual(groups)
  })
})

describe('the algorithms of identity providers', () => {
  const more = 'http://www.w3.org/2001/04/xmldsig-more#'
  const mgf1 = 'http://www.w3.org/2007/05/xmldsig-more#'
  const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
  const digests = {
    sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
    sha384: `${more}sha384`,
    sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  } as const
  const hashes = ['sha256', 'sha384', 'sha512'] as const

  /** Signed as a part of the whole document, as most identity providers do it. */
  async function sealWith(options: Partial<SignXmlOptions>): Promise<string> {
    const xml = await seal(idp, { sign: 'none' })
    return signXml(xml, { privateKey: idp.privateKey, xpath: "/*/*[local-name(.)='Assertion']", ...options })
  }

  test.each(hashes)('RSA with %s', async (hash) => {
    const xml = await sealWith({
      signatureMethod: `${more}rsa-${hash}`,
      sign: (data, key) => sign(hash, data, key),
      digestMethod: digests[hash],
      digest: hash,
    })
    expect((await finish(xml, connection)).identity.email).toBe('ana@acme.test')
  })

  test.each(hashes)('RSA-PSS with %s', async (hash) => {
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const saltLength = constants.RSA_PSS_SALTLEN_DIGEST
    const xml = await sealWith({
      signatureMethod: `${mgf1}${hash}-rsa-MGF1`,
      sign: (data, key) => sign(hash, data, { key, padding, saltLength }),
      digestMethod: digests[hash],
      digest: hash,
    })
    expect((await finish(xml, connection)).identity.email).toBe('ana@acme.test')
  })

  test.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
  ] as const)('ECDSA on %s with %s', async (namedCurve, hash) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const dates = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2060-01-01T00:00:00Z') }
    const elliptic = {
      privateKey: pem,
      certificate: createCertificate({ privateKey: pem, commonName: 'EC', ...dates }),
    }
    const xml = await sealWith({
      privateKey: pem,
      signatureMethod: `${more}ecdsa-${hash}`,
      sign: (data, key) => sign(hash, data, { key, dsaEncoding: 'ieee-p1363' }),
      digestMethod: digests[hash],
      digest: hash,
    })
    expect((await finish(xml, createConnection(elliptic))).identity.email).toBe('ana@acme.test')
    expect((await refusal(finish(xml, connection))).code).toBe('SAML_RESPONSE_INVALID')
    // A name of RSA on a signature by an elliptic key.
    const misnamed = await sealWith({
      privateKey: pem,
      signatureMethod: `${more}rsa-${hash}`,
      sign: (data, key) => sign(hash, data, key),
    })
    expect((await refusal(finish(misnamed, createConnection(elliptic)))).detail).toContain('none of the 1 certificates')
  })

  test('SHA-1 only when the connection allows it', async () => {
    const sha1 = {
      signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      sign: (data: Buffer, key: string) => sign('sha1', data, key),
    }
    const sha1Digest = { digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1', digest: 'sha1' }
    for (const options of [sha1, sha1Digest, { ...sha1, ...sha1Digest }]) {
      const xml = await sealWith(options)
      expect((await refusal(finish(xml, connection))).code).toBe('SAML_RESPONSE_INVALID')
      expect((await finish(xml, { ...connection, insecureAllowSha1: true })).identity.email).toBe('ana@acme.test')
    }
  })

  test('inclusive C14N, of SignedInfo, of the assertion, and when no canonicalization is named', async () => {
    for (const options of [
      { canonicalization: inclusive },
      { transforms: [enveloped, inclusive] },
      { canonicalization: inclusive, transforms: [enveloped] },
    ]) {
      expect((await finish(await sealWith(options), connection)).identity.email).toBe('ana@acme.test')
    }
  })

  test('exclusive C14N with inclusive prefixes', async () => {
    const xml = await seal(idp, {
      sign: 'none',
      editResponse: (text) =>
        text.replace('<samlp:Response', '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema"'),
    })
    const signed = signXml(xml, {
      privateKey: idp.privateKey,
      xpath: "/*/*[local-name(.)='Assertion']",
      inclusivePrefixes: ['xs', 'saml', 'nowhere'],
    })
    expect(signed).toContain('PrefixList="xs saml nowhere"')
    expect((await finish(signed, connection)).identity.email).toBe('ana@acme.test')
    // The declaration is part of what was signed.
    const changed = signed.replace('xmlns:xs="http://www.w3.org/2001/XMLSchema"', 'xmlns:xs="urn:x"')
    expect((await refusal(finish(changed, connection))).code).toBe('SAML_RESPONSE_INVALID')
  })

  test('the variants that keep comments, since no message with a comment gets that far', async () => {
    for (const options of [
      { canonicalization: `${exclusive}WithComments` },
      { transforms: [enveloped, `${exclusive}WithComments`] },
      { transforms: [enveloped, `${inclusive}#WithComments`] },
    ]) {
      expect((await finish(await sealWith(options), connection)).identity.email).toBe('ana@acme.test')
    }
  })

  test('and no others', async () => {
    const md5 = { signatureMethod: `${more}rsa-md5`, sign: (data: Buffer, key: string) => sign('md5', data, key) }
    const hmac = {
      signatureMethod: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
      sign: (data: Buffer) => createHash('sha1').update(data).digest(),
    }
    for (const options of [
      md5,
      hmac,
      { digestMethod: `${more}md5`, digest: 'md5' },
      { signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha224' },
      { transforms: [exclusive, enveloped] },
      { transforms: [exclusive] },
      { transforms: [enveloped, enveloped, exclusive] },
      { transforms: [enveloped, exclusive, exclusive] },
      { editSignedInfo: (text: string) => text.replace(enveloped, 'http://www.w3.org/TR/1999/REC-xslt-19991116') },
      { editSignedInfo: (text: string) => text.replace('URI="#', 'URI="?') },
    ]) {
      const xml = await sealWith(options)
      const { code } = await refusal(finish(xml, { ...connection, insecureAllowSha1: true }))
      expect({ options, code }).toEqual({ options, code: 'SAML_RESPONSE_INVALID' })
    }
  })
})

describe('the values of an attribute', () => {
  test('leave out what is nil or blank, and come out of a NameID', async () => {
    const value = (content: string, attributes = ''): string =>
      `<saml:AttributeValue${attributes}>${content}</saml:AttributeValue>`
    const nil = (word: string): string => ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="${word}"`
    const values = [
      value('1'),
      value('nothing', nil('true')),
      value('nothing', nil('1')),
      value('2', nil('false')),
      value(''),
      value(' \n '),
      value('<saml:NameID>3</saml:NameID>'),
      value('<saml:NameID>nothing<x/></saml:NameID>'),
      value('<x:y xmlns:x="urn:x">nothing</x:y>'),
      value(' 4 '),
    ]
    const editAssertion = (xml: string): string =>
      xml.replace('<saml:AttributeValue>staff</saml:AttributeValue>', values.join(''))
    const { identity } = await finish(await seal(idp, { editAssertion }), connection)
    expect(identity.groups).toEqual(['1', '2', '3', ' 4 ', 'admins'])
  })
})

describe('start', () => {
  test('sends the browser to the identity provider and remembers the request', async () => {
    const ask = {
      connection,
      loginId: 'login-7',
      replyTo: new URL(acsUrl),
      loginHint: null,
      forceAuthn: false,
      wish: null,
    }
    const { handoff, memo } = await createSaml().start(ask, outside)
    expect(handoff).toMatchObject({ kind: 'redirect' })
    expect(memo).toEqual({ type: 'saml', requestId: 'login-7' })
  })
})
