import { beforeAll, describe, expect, test } from 'vitest'
import { createConnection, finish, finishField, refusal, seal } from '../../test/support/saml-trial.ts'
import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { peekInResponseTo } from './peek-in-response-to.ts'
import { readResponse } from './read-response.ts'

let idp: SigningKey
let connection: SamlConnection
let genuine: string
let field: string
beforeAll(async () => {
  idp = await createTestKey()
  connection = createConnection(idp)
  genuine = await seal(idp)
  field = toField(genuine)
})

const toField = (xml: string): string => Buffer.from(xml).toString('base64')
const read = (...fields: readonly string[]): unknown =>
  readResponse(new URLSearchParams(fields.map((each) => ['SAMLResponse', each])))
const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol'
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
const ds = 'http://www.w3.org/2000/09/xmldsig#'
const wrap = (content: string, attributes = 'ID="_r"'): string =>
  `<samlp:Response xmlns:samlp="${samlp}" xmlns:saml="${saml}" xmlns:ds="${ds}" ${attributes}>${content}</samlp:Response>`
const assertion = (content: string): string =>
  wrap(`<saml:Assertion ID="_a"><saml:Issuer>x</saml:Issuer>${content}</saml:Assertion>`)
const kibibytes = 1024

/** The detail of the one error that all faults of form have. */
function refuse(...fields: readonly string[]): string {
  try {
    read(...fields)
  } catch (error) {
    if (error instanceof AuthError && error.code === 'SAML_RESPONSE_INVALID') return error.detail
    throw error
  }
  throw new Error('was accepted')
}

describe('the form field', () => {
  test('must be there exactly once', () => {
    expect(refuse()).toBe('SAMLResponse: wanted one field, got 0')
    expect(refuse(field, field)).toBe('SAMLResponse: wanted one field, got 2')
  })

  test('must be base64, and nothing else', () => {
    const broken = [
      '',
      ' ',
      '=',
      '====',
      'A',
      `${field.slice(0, -4)}A`,
      `${field}=`,
      `${field}====`,
      `*${field.slice(1)}`,
      `-${field.slice(1)}`,
      `_${field.slice(1)}`,
      `${field.slice(0, 8)}=${field.slice(9)}`,
      `${field.slice(0, 8)} ${field.slice(8)}`,
      `${field.slice(0, 8)}\u0000${field.slice(8)}`,
      `${field.slice(0, 4)}é${field.slice(5)}`,
      genuine,
    ]
    for (const each of broken) expect(refuse(each)).toMatch(/wanted base64/)
  })

  test('may hold at most 256 KiB', () => {
    const pad = (bytes: number): string => toField(genuine + ' '.repeat(bytes - Buffer.byteLength(genuine)))
    expect(() => read(pad(256 * kibibytes))).not.toThrow()
    expect(refuse(pad(256 * kibibytes + 1))).toBe('SAMLResponse: 262145 bytes, at most 262144')
    expect(refuse('A'.repeat(1_000_000))).toMatch(/1000000 characters/)
    expect(refuse('\n'.repeat(1_000_000))).toMatch(/1000000 characters/)
  })

  test('must be UTF-8', () => {
    expect(refuse(Buffer.from(genuine, 'utf16le').toString('base64'))).toMatch(/^XML: |UTF-8/)
    expect(refuse(Buffer.from(genuine.replace('Ana', 'Aná'), 'latin1').toString('base64'))).toMatch(/wanted UTF-8/)
    for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80], [0xff]]) {
      expect(refuse(Buffer.from([...Buffer.from(genuine), ...bytes]).toString('base64'))).toMatch(/wanted UTF-8/)
    }
  })

  test('is the only one that is read', async () => {
    const params = new URLSearchParams({
      SAMLResponse: field,
      RelayState: 'x',
      Signature: 'x',
      SigAlg: 'x',
      KeyInfo: 'x',
      SAMLRequest: 'x',
    })
    expect(() => readResponse(params)).not.toThrow()
    await expect(finishField(field, connection)).resolves.toBeDefined()
  })
})

describe('the document', () => {
  test.each([
    ['another root', wrap('').replaceAll('samlp:Response', 'samlp:LogoutResponse')],
    ['a root in another namespace', wrap('').replace(samlp, 'urn:oasis:names:tc:SAML:1.0:protocol')],
    ['an assertion as the root', `<saml:Assertion xmlns:saml="${saml}" ID="_a"/>`],
    [
      'SOAP around it',
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${wrap('')}</s:Body></s:Envelope>`,
    ],
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['JSON', '{"a":1}'],
  ])('must be a Response, not %s', (_what, xml) => {
    expect(refuse(toField(xml))).toMatch(/^(?:root element|XML)/)
  })

  test.each([
    ['no ID', wrap('', '')],
    ['an empty ID', wrap('', 'ID=""')],
    ['an ID in another spelling only', wrap('', 'Id="_r"')],
    ['an assertion without an ID', wrap('<saml:Assertion/>')],
    ['an ID twice', wrap('<saml:Assertion ID="_r"/>')],
    ['an ID twice in two spellings', wrap('<saml:Assertion ID="_a" Id="_r"/>')],
    ['an ID twice on one element', wrap('', 'ID="_r" id="_r"')],
    ['an ID again in an extension', wrap('<samlp:Extensions><x:y xmlns:x="urn:x" id="_r"/></samlp:Extensions>')],
    ['an ID again as xml:id', wrap('<samlp:Extensions><x:y xmlns:x="urn:x" xml:id="_r"/></samlp:Extensions>')],
    ['two assertions', wrap('<saml:Assertion ID="_a"/><saml:Assertion ID="_b"/>')],
    ['a plain and an encrypted assertion', wrap('<saml:Assertion ID="_a"/><saml:EncryptedAssertion/>')],
    ['two issuers', wrap('<saml:Issuer>x</saml:Issuer><saml:Issuer>x</saml:Issuer>')],
    ['two statuses', wrap('<samlp:Status/><samlp:Status/>')],
    ['an unknown element', wrap('<x/>')],
    ['an element of SAML in a wrong place', wrap('<saml:Subject/>')],
    ['an assertion in SAML 1.1', wrap('<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:1.0:assertion" ID="_a"/>')],
    ['an element in a NameID', assertion('<saml:Subject><saml:NameID>a<x/></saml:NameID></saml:Subject>')],
    ['an element in an Issuer', wrap('<saml:Issuer>a<x/></saml:Issuer>')],
    ['a decision statement', assertion('<saml:AuthzDecisionStatement/>')],
    ['evidence in the advice', assertion('<saml:Advice><saml:Assertion ID="_b"/></saml:Advice>')],
    ['a NameID in the advice', assertion('<saml:Advice><saml:NameID/></saml:Advice>')],
    ['a Signature without a signed element', wrap(`<samlp:Status><ds:Signature/></samlp:Status>`)],
    ['a Signature in KeyInfo', wrap('<ds:Signature><ds:KeyInfo><ds:Signature/></ds:KeyInfo></ds:Signature>')],
    ['an Object in KeyInfo', wrap('<ds:Signature><ds:KeyInfo><ds:Object/></ds:KeyInfo></ds:Signature>')],
    ['an assertion in KeyInfo', wrap('<ds:Signature><ds:KeyInfo><saml:Assertion/></ds:KeyInfo></ds:Signature>')],
    [
      'an assertion below a foreign element',
      wrap('<samlp:Extensions><x:y xmlns:x="urn:x"><saml:Assertion/></x:y></samlp:Extensions>'),
    ],
  ])('may not have %s', (_what, xml) => {
    expect(refuse(toField(xml))).toMatch(/^structure: /)
  })

  test('that is no success and has no assertion is an error of its own, whatever else it is', async () => {
    const xml = wrap(
      '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"/></samlp:Status>',
    )
    expect((await refusal(finish(xml, connection))).code).toBe('SAML_STATUS_NOT_SUCCESS')
    const success = xml.replace('Requester', 'Success')
    expect((await refusal(finish(success, connection))).code).toBe('SAML_RESPONSE_INVALID')
  })
})

describe('hostile documents are refused before any cryptography', () => {
  const times = (count: number, text: string): string => text.repeat(count)
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "&a;&a;&a;">`).join('')}]>`
  const documents: Readonly<Record<string, string>> = {
    'many siblings under the Response': wrap(times(2000, '<x/>')),
    'many siblings under the Assertion': assertion(times(2000, '<x/>')),
    'many siblings in KeyInfo': wrap(`<ds:Signature><ds:KeyInfo>${times(2000, '<x/>')}</ds:KeyInfo></ds:Signature>`),
    'many siblings in an attribute value': assertion(
      `<saml:AttributeStatement><saml:Attribute Name="a"><saml:AttributeValue>${times(2000, '<x/>')}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`,
    ),
    'many values': assertion(
      `<saml:AttributeStatement><saml:Attribute Name="a">${times(2001, '<saml:AttributeValue/>')}</saml:Attribute></saml:AttributeStatement>`,
    ),
    'deep nesting': wrap(`<samlp:Extensions>${times(5000, '<x>')}${times(5000, '</x>')}</samlp:Extensions>`),
    'many attributes': wrap('', `ID="_r" ${Array.from({ length: 5000 }, (_, at) => `a${at}=""`).join(' ')}`),
    'many declarations': wrap('', `ID="_r" ${Array.from({ length: 60 }, (_, at) => `xmlns:a${at}="urn:a"`).join(' ')}`),
    'a billion laughs': `${laughs}${wrap('&a19;')}`,
    'an external entity': `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${wrap('&e;')}`,
    'an external document type': `<!DOCTYPE a SYSTEM "https://evil.example.test/a.dtd">${wrap('')}`,
    'a style sheet': `<?xml-stylesheet href="https://evil.example.test/"?>${wrap('')}`,
    'nothing but opening tags': times(60_000, '<a>'),
    'nothing but ampersands': times(200_000, '&'),
    'nothing but quotes': `<a b="${times(200_000, '"')}`,
  }
  test.each(Object.entries(documents))('%s', (_what, xml) => {
    expect(refuse(toField(xml))).toMatch(/^XML: /)
  })
})

describe('peekInResponseTo', () => {
  const peek = (xml: string): string | null => peekInResponseTo(new URLSearchParams({ SAMLResponse: toField(xml) }))

  test('says which request is answered, without verifying anything', async () => {
    expect(peek(genuine)).toBe('login-1')
    expect(peek(genuine.replace('InResponseTo="login-1"', 'InResponseTo="login-2"'))).toBe('login-2')
    expect(peek(await seal(idp, { sign: 'none' }, { inResponseTo: null }))).toBeNull()
  })

  test('looks into the assertion when the Response does not say', async () => {
    expect(peek(await seal(idp, { response: { inResponseTo: null } }))).toBe('login-1')
  })

  test('refuses what is no response', () => {
    expect(() => peek('hello')).toThrow(AuthError)
    expect(() => peekInResponseTo(new URLSearchParams())).toThrow(AuthError)
    expect(() => peek(wrap('<x/>'))).toThrow(AuthError)
  })
})

describe('anything at all', () => {
  /** The same numbers in every run. */
  function createRandom(seed: number): (below: number) => number {
    let state = seed
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
  }

  test('ends in the genuine identity or in a typed error', async () => {
    const random = createRandom(20260301)
    const snippets = [
      '',
      '<',
      '>',
      '"',
      '&amp;',
      '&',
      '<x/>',
      '<!-- -->',
      ' ',
      '\n',
      'ID="_a" ',
      'xmlns:saml="urn:x" ',
      '</saml:Assertion>',
      '<![CDATA[x]]>',
      'someone',
      '\u2028',
      '\u0000',
    ]
    let accepted = 0
    for (let round = 0; round < 1500; round += 1) {
      const start = random(genuine.length)
      const end = Math.min(genuine.length, start + random(40) * random(2))
      const copied =
        random(3) === 0
          ? genuine.slice(random(genuine.length)).slice(0, random(600))
          : (snippets[random(snippets.length)] ?? '')
      const xml = genuine.slice(0, start) + copied + genuine.slice(end)
      const outcome: unknown = await finish(xml, connection).then(
        ({ identity }) => identity,
        (error: unknown) => error,
      )
      if (outcome instanceof AuthError) continue
      accepted += 1
      expect(outcome).toMatchObject({ subject: 'ana@acme.test', email: 'ana@acme.test', groups: ['staff', 'admins'] })
    }
    // White space in tags and in KeyInfo changes nothing.
    expect(accepted).toBeGreaterThan(0)
    expect(accepted).toBeLessThan(500)
  })
})
