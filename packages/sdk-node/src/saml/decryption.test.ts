import { beforeAll, describe, expect, test } from 'vitest'
import { encryptXml, type EncryptXmlOptions } from '../../test/support/encrypt-xml.ts'
import { createConnection, finish, refusal, seal } from '../../test/support/saml-trial.ts'
import { signXml } from '../../test/support/sign-xml.ts'
import type { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import { signElement, type SigningKey } from '../saml-idp/sign-element.ts'
import { signatureMethods } from '../saml-idp/signature-methods.ts'
import { createTestKey } from '../testing/create-test-key.ts'

let idp: SigningKey
let sp: SigningKey
let other: SigningKey
let connection: SamlConnection
beforeAll(async () => {
  ;[idp, sp, other] = await Promise.all([createTestKey(), createTestKey(), createTestKey()])
  connection = createConnection(idp, { decryptionKeys: [sp] })
})

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
const method = signatureMethods['rsa-sha256']
const assertionPattern = /<saml:Assertion .*<\/saml:Assertion>/
const isSigned = (sign: string, part: string): boolean => sign === 'both' || sign === part

interface Case extends Partial<EncryptXmlOptions> {
  /** @default 'both' */
  readonly sign?: 'assertion' | 'response' | 'both' | 'none'
  /** Changes the plain text, after it was signed. */
  readonly edit?: (assertion: string) => string
  /** @default an element that declares its prefix */
  readonly wrap?: (content: string) => string
  /** Changes the Response before it is signed. */
  readonly editResponse?: (response: string) => string
}

/** As an identity provider does: the assertion signed, then encrypted, then the Response signed. */
async function sealEncrypted({ sign = 'both', edit, wrap, editResponse, ...options }: Case): Promise<string> {
  const xml = await seal(idp, { sign: 'none' })
  const plain = assertionPattern.exec(xml)?.[0] ?? ''
  const signed = isSigned(sign, 'assertion') ? signElement(plain, idp, method) : plain
  const content = encryptXml(edit?.(signed) ?? signed, { certificate: sp.certificate, ...options })
  const element =
    wrap?.(content) ?? `<saml:EncryptedAssertion xmlns:saml="${saml}">${content}</saml:EncryptedAssertion>`
  const response = xml.replace(assertionPattern, () => element)
  const edited = editResponse?.(response) ?? response
  return isSigned(sign, 'response') ? signElement(edited, idp, method) : edited
}

const open = async (each: Case, with_: Partial<SamlConnection> = {}): Promise<string> =>
  (await finish(await sealEncrypted(each), { ...connection, ...with_ })).identity.subject
const refuse = async (each: Case, with_: Partial<SamlConnection> = {}): Promise<AuthError> =>
  refusal(finish(await sealEncrypted(each), { ...connection, ...with_ }))

const xenc = 'http://www.w3.org/2001/04/xmlenc#'
const xenc11 = 'http://www.w3.org/2009/xmlenc11#'
const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const oaep = { keyTransport: `${xenc11}rsa-oaep` }

describe('an encrypted assertion is opened', () => {
  test.each(['aes128-gcm', 'aes192-gcm', 'aes256-gcm'])('with %s, whatever is signed', async (name) => {
    for (const sign of ['assertion', 'response', 'both'] as const) {
      expect(await open({ sign, cipher: `${xenc11}${name}` })).toBe('ana@acme.test')
    }
  })

  test.each(['aes128-cbc', 'aes192-cbc', 'aes256-cbc'])('with %s inside a signed Response', async (name) => {
    for (const sign of ['response', 'both'] as const) {
      expect(await open({ sign, cipher: `${xenc}${name}` })).toBe('ana@acme.test')
    }
  })

  test.each<Case>([
    { digestMethod: `${dsig}sha1` },
    { ...oaep },
    { ...oaep, digestMethod: `${xenc}sha256` },
    { ...oaep, digestMethod: 'http://www.w3.org/2001/04/xmldsig-more#sha384' },
    { ...oaep, digestMethod: `${xenc}sha512` },
    { digestMethod: `${dsig}sha256` },
  ])('with the key transport %j', async (options) => {
    expect(await open(options)).toBe('ana@acme.test')
  })

  test('with its key beside it', async () => {
    expect(await open({ keyPlace: 'beside' })).toBe('ana@acme.test')
  })

  test('with a key for somebody else before ours', async () => {
    expect(await open({ keyCount: 2 })).toBe('ana@acme.test')
  })

  test('with any of our keys, while a rollover lasts', async () => {
    expect(await open({}, { decryptionKeys: [other, sp] })).toBe('ana@acme.test')
  })

  test('with an XML declaration and white space around it', async () => {
    const edit = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`
    for (const sign of ['assertion', 'response'] as const) expect(await open({ sign, edit })).toBe('ana@acme.test')
  })

  test('with prefixes that are declared outside the cipher text', async () => {
    const undeclare = (text: string): string => text.replace(` xmlns:saml="${saml}"`, '')
    const wraps: readonly Pick<Case, 'wrap' | 'editResponse'>[] = [
      // On the element around it.
      {},
      // On the Response.
      {
        wrap: (content) => `<saml:EncryptedAssertion>${content}</saml:EncryptedAssertion>`,
        editResponse: (text) => text.replace('<samlp:Response', `<samlp:Response xmlns:saml="${saml}"`),
      },
      // On the Response, where only the cipher text uses it: exclusive C14N leaves it out.
      {
        wrap: (content) => `<EncryptedAssertion xmlns="${saml}">${content}</EncryptedAssertion>`,
        editResponse: (text) => text.replace('<samlp:Response', `<samlp:Response xmlns:saml="${saml}"`),
      },
    ]
    for (const sign of ['assertion', 'response', 'both'] as const) {
      for (const wrap of wraps) expect(await open({ sign, edit: undeclare, ...wrap })).toBe('ana@acme.test')
    }
  })

  test('with the default namespace declared outside the cipher text', async () => {
    const edit = (text: string): string => text.replaceAll(/<(\/?)saml:/g, '<$1').replace(` xmlns:saml="${saml}"`, '')
    const wrap = (content: string): string => `<EncryptedAssertion xmlns="${saml}">${content}</EncryptedAssertion>`
    expect(await open({ sign: 'response', edit, wrap })).toBe('ana@acme.test')
  })

  test('with a signature by inclusive C14N inside, made where the assertion stood', async () => {
    const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
    const editResponse = (text: string): string => text.replace('<samlp:Response', '<samlp:Response xmlns:x="urn:x"')
    const signed = signXml(await seal(idp, { sign: 'none', editResponse }), {
      privateKey: idp.privateKey,
      xpath: "/*/*[local-name(.)='Assertion']",
      canonicalization: inclusive,
      transforms: [`${dsig}enveloped-signature`, inclusive],
    })
    const xml = signed.replace(assertionPattern, (assertion) => {
      const content = encryptXml(assertion, { certificate: sp.certificate })
      return `<saml:EncryptedAssertion xmlns:saml="${saml}">${content}</saml:EncryptedAssertion>`
    })
    expect((await finish(xml, connection)).identity.subject).toBe('ana@acme.test')
  })
})

describe('an encrypted assertion is refused', () => {
  const cbc = `${xenc}aes128-cbc`
  const cases: Readonly<Record<string, Case>> = {
    'when nothing is signed': { sign: 'none' },
    'with CBC when the Response is not signed': { cipher: cbc, sign: 'assertion' },
    'with an OAEP digest that is none': { digestMethod: 'http://www.w3.org/2001/04/xmldsig-more#md5' },
    'with three keys': { keyCount: 3 },
    'when it is changed, GCM': {
      sign: 'assertion',
      tamper: (content) => Buffer.concat([content.subarray(0, -17), Buffer.from([1]), content.subarray(-16)]),
    },
    'when its tag is short': { sign: 'assertion', tamper: (content) => content.subarray(0, -12) },
    'when it is empty, GCM': { sign: 'assertion', tamper: () => Buffer.alloc(8) },
    'when its padding is wrong': {
      cipher: cbc,
      tamper: (content) => Buffer.concat([content.subarray(0, -32), content.subarray(-16)]),
    },
    'when it is no multiple of a block': { cipher: cbc, tamper: (content) => content.subarray(0, -1) },
    'when it is not XML': { edit: () => 'hello' },
    'when it is not UTF-8': { edit: () => '\ud800' },
    'when it holds two elements': { edit: (text) => `${text}<x/>` },
    'when it holds another element': { edit: () => `<saml:Advice xmlns:saml="${saml}"/>` },
    'when it holds another cipher text': {
      edit: (text) =>
        `<saml:EncryptedAssertion xmlns:saml="${saml}">${encryptXml(text, { certificate: sp.certificate })}</saml:EncryptedAssertion>`,
    },
    'when it holds an assertion with a comment': { edit: (text) => text.replace('ana@', 'ana@<!-- -->') },
    'when it holds a document type': { edit: (text) => `<!DOCTYPE x>${text}` },
    'when its assertion was changed after it was signed': {
      sign: 'assertion',
      edit: (text) => text.replace('ana@', 'someone@'),
    },
    'when the signature inside is wrong although the one outside is right': {
      edit: (text) => text.replace('ana@', 'someone@'),
    },
    'when its ID is that of the Response': {
      sign: 'response',
      edit: (text) => text.replaceAll(/(?<= ID="|URI="#)_[0-9a-f]+/g, '_same'),
      editResponse: (text) => text.replace(/ ID="[^"]*"/, ' ID="_same"'),
    },
    'when a plain assertion stands beside it': {
      editResponse: (text) =>
        text.replace(
          '</samlp:Response>',
          `<saml:Assertion xmlns:saml="${saml}" ID="_x"><saml:Issuer>x</saml:Issuer></saml:Assertion></samlp:Response>`,
        ),
    },
    'when there are two': {
      wrap: (content) => `<saml:EncryptedAssertion xmlns:saml="${saml}">${content}</saml:EncryptedAssertion>`.repeat(2),
    },
    'when the content points elsewhere': {
      editResponse: (text) =>
        text.replace(/<xenc:CipherData>/, '<xenc:CipherData><xenc:CipherReference URI="https://evil.example.test/"/>'),
    },
  }
  test.each(Object.entries(cases))('%s', async (_what, each) => {
    expect(await refuse(each)).toMatchObject({ code: 'SAML_RESPONSE_INVALID', status: 400 })
  })

  test('by a connection without keys, or with the wrong one', async () => {
    for (const decryptionKeys of [[], [other]]) {
      expect((await refuse({}, { decryptionKeys })).code).toBe('SAML_RESPONSE_INVALID')
    }
  })

  test('with RSA 1.5', async () => {
    expect((await refuse({ keyTransport: `${xenc}rsa-1_5` })).detail).toContain('rsa-1_5" is not allowed')
  })

  test('with Triple DES', async () => {
    const xml = await sealEncrypted({
      editResponse: (text) => text.replace(`${xenc11}aes256-gcm`, `${xenc}tripledes-cbc`),
    })
    expect((await refusal(finish(xml, connection))).detail).toContain('tripledes')
  })

  test('after the Response was signed and the cipher text changed, without being opened', async () => {
    const xml = (await sealEncrypted({ cipher: cbc })).replace(
      /<xenc:CipherValue>(.)/g,
      (_all, first) => `<xenc:CipherValue>${first === 'A' ? 'B' : 'A'}`,
    )
    expect((await refusal(finish(xml, connection))).detail).toContain('signature of Response')
  })
})

describe('what is encrypted inside the assertion', () => {
  const nameId =
    '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:f">other@acme.test</saml:NameID>'
  const encrypt = (text: string, name: string, options: Partial<EncryptXmlOptions> = {}): string =>
    `<saml:${name}>${encryptXml(text, { certificate: sp.certificate, ...options })}</saml:${name}>`
  const replaceName = (to: string) => ({
    editAssertion: (xml: string) => xml.replace(/<saml:NameID.*<\/saml:NameID>/, () => to),
  })

  test('EncryptedID becomes the NameID, also by CBC', async () => {
    for (const cipher of [`${xenc11}aes256-gcm`, `${xenc}aes128-cbc`]) {
      const xml = await seal(idp, { sign: 'assertion', ...replaceName(encrypt(nameId, 'EncryptedID', { cipher })) })
      expect((await finish(xml, connection)).identity).toMatchObject({
        subject: 'other@acme.test',
        subjectFormat: 'urn:f',
      })
    }
  })

  test('EncryptedAttribute becomes an attribute', async () => {
    const attribute = '<saml:Attribute Name="groups"><saml:AttributeValue>secret</saml:AttributeValue></saml:Attribute>'
    const put = (xml: string): string =>
      xml.replace(
        '</saml:AttributeStatement>',
        () => `${encrypt(attribute, 'EncryptedAttribute')}</saml:AttributeStatement>`,
      )
    expect((await finish(await seal(idp, { editAssertion: put }), connection)).identity.groups).toEqual([
      'staff',
      'admins',
      'secret',
    ])
  })

  test('fails the login when it does not open, or is something else', async () => {
    const both = `<saml:NameID>ana@acme.test</saml:NameID>${encrypt(nameId, 'EncryptedID')}`
    for (const to of [
      encrypt(nameId, 'EncryptedID', { certificate: other.certificate }),
      encrypt('<saml:Issuer>x</saml:Issuer>', 'EncryptedID'),
      encrypt(nameId.replace('other', '<x/>other'), 'EncryptedID'),
      both,
    ]) {
      expect((await refusal(finish(await seal(idp, replaceName(to)), connection))).code).toBe('SAML_RESPONSE_INVALID')
    }
    const put = (content: string) => (xml: string) =>
      xml.replace(
        '</saml:AttributeStatement>',
        () => `${encrypt(content, 'EncryptedAttribute')}</saml:AttributeStatement>`,
      )
    for (const content of [
      '<saml:Issuer>x</saml:Issuer>',
      '<saml:Attribute Name="x"><saml:Issuer>x</saml:Issuer></saml:Attribute>',
      'x',
    ]) {
      const xml = await seal(idp, { editAssertion: put(content) })
      expect((await refusal(finish(xml, connection))).code).toBe('SAML_RESPONSE_INVALID')
    }
  })
})
