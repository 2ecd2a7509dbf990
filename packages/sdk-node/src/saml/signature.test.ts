import { createHash, createHmac, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createConnection, finish, refusal, seal } from '../../test/support/saml-trial.ts'
import { signXml } from '../../test/support/sign-xml.ts'
import type { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import { issueError } from '../saml-idp/issue-error.ts'
import { signElement, type SigningKey } from '../saml-idp/sign-element.ts'
import { signatureMethods } from '../saml-idp/signature-methods.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { toIdpCertificate } from './idp-certificate.ts'

let idp: SigningKey
let stranger: SigningKey
let connection: SamlConnection
/** The genuine messages an attacker has seen. */
let genuine: { readonly assertion: string; readonly response: string; readonly both: string }
beforeAll(async () => {
  ;[idp, stranger] = await Promise.all([createTestKey(), createTestKey()])
  connection = createConnection(idp)
  genuine = {
    assertion: spellOut(await seal(idp, { sign: 'assertion' })),
    response: spellOut(await seal(idp, { sign: 'response' })),
    both: spellOut(await seal(idp, { sign: 'both' })),
  }
})

/** Gives empty elements an end tag. It is the same to a signature, and a place to hide something in. */
const spellOut = (xml: string): string => xml.replace(/<(samlp?:[A-Za-z]+)([^>]*)\/>/g, '<$1$2></$1>')

const refuse = (xml: string, other: Partial<SamlConnection> = {}): Promise<AuthError> =>
  refusal(finish(xml, { ...connection, ...other }))

const signaturePattern = /<ds:Signature .*?<\/ds:Signature>/
const part = (xml: string, pattern: RegExp): string => pattern.exec(xml)?.[0] ?? expect.fail(`no ${String(pattern)}`)
const assertionOf = (xml: string): string => part(xml, /<saml:Assertion .*<\/saml:Assertion>/)
const signatureOf = (xml: string): string => part(xml, signaturePattern)
const unsigned = (xml: string): string => xml.replace(signaturePattern, '')
/** What an attacker would like us to read. */
const evil = (xml: string): string =>
  xml.replaceAll('ana@acme.test', 'someone-else@acme.test').replaceAll('Ana@Acme.test', 'someone-else@acme.test')
const withId = (xml: string, id: string): string => xml.replace(/ ID="[^"]*"/, ` ID="${id}"`)

describe('a signature', () => {
  test('must be there', async () => {
    const error = await refuse(await seal(idp, { sign: 'none' }))
    expect(error).toMatchObject({ code: 'SAML_RESPONSE_INVALID', status: 400 })
    expect(error.detail).toContain('neither the Response nor the Assertion is signed')
  })

  test.each(['assertion', 'response', 'both'] as const)(
    'must cover what it says: %s signed, one byte changed',
    async (signed) => {
      expect((await refuse(evil(genuine[signed]))).code).toBe('SAML_RESPONSE_INVALID')
      expect((await refuse(genuine[signed].replace('staff', 'stafF'))).detail).toContain('the digest is wrong')
    },
  )

  test('must be made by a key of the connection, whatever certificate KeyInfo shows', async () => {
    for (const signed of ['assertion', 'response', 'both'] as const) {
      const forged = await seal(idp, { sign: signed, key: stranger })
      const body = (pem: string): string => pem.replace(/-----[^-]*-----|\s/g, '')
      const disguised = forged.replaceAll(body(stranger.certificate), body(idp.certificate))
      for (const xml of [forged, disguised]) expect((await refuse(xml)).detail).toContain('none of the 1 certificates')
    }
  })

  test('must be of the connection even when another connection trusts it', async () => {
    const certificates = [toIdpCertificate(stranger.certificate)]
    expect((await refuse(genuine.both, { certificates })).code).toBe('SAML_RESPONSE_INVALID')
    expect((await refuse(genuine.both, { certificates: [] })).code).toBe('SAML_RESPONSE_INVALID')
  })

  test('on the Response must not be wrong when the one on the Assertion is right', async () => {
    const changed = genuine.both.replace('Destination="https://app', 'Destination="https://App')
    expect((await refuse(changed)).detail).toContain('signature of Response: the digest is wrong')
    const [first = ''] = part(genuine.both, /<ds:SignatureValue>[^<]{20}/).match(/[^<>]{20}$/) ?? []
    expect((await refuse(genuine.both.replace(first, first.split('').toReversed().join('')))).code).toBe(
      'SAML_RESPONSE_INVALID',
    )
  })

  test('on the Assertion must not be wrong when the one on the Response is right', async () => {
    const assertion = await seal(idp, { sign: 'assertion', key: stranger })
    expect((await refuse(signElement(assertion, idp, signatureMethods['rsa-sha256']))).detail).toContain(
      'none of the 1',
    )
  })

  test('must not be a MAC with the public key', async () => {
    const hmac = {
      signatureMethod: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
      sign: (data: Buffer): Buffer => createHmac('sha1', idp.certificate).update(data).digest(),
    }
    const xml = signXml(unsigned(genuine.response), { privateKey: idp.privateKey, ...hmac })
    expect((await refuse(xml, { insecureAllowSha1: true })).detail).toContain('hmac-sha1')
  })

  test('must not borrow the SignedInfo of another message', async () => {
    const [mine, theirs] = [
      await seal(idp),
      await seal(idp, {}, { subject: { nameId: 'other@acme.test', format: 'urn:x' } }),
    ]
    expect((await refuse(mine.replace(signaturePattern, signatureOf(theirs)))).detail).toContain('covers')
  })

  test('must not refer to another element than the one it stands in', async () => {
    const id = part(genuine.assertion, /(?<=<samlp:Response [^>]*ID=")[^"]*/)
    const onAssertion = signXml(unsigned(genuine.assertion), {
      privateKey: idp.privateKey,
      xpath: "/*/*[local-name(.)='Assertion']",
    })
    expect((await finish(onAssertion, connection)).identity.subject).toBe('ana@acme.test')
    // Signed over the Response, put into the Assertion.
    const signature = signatureOf(genuine.response)
    const moved = unsigned(genuine.response).replace(
      /(<saml:Assertion [^>]*><saml:Issuer>[^<]*<\/saml:Issuer>)/,
      `$1${signature}`,
    )
    expect((await refuse(moved)).code).toBe('SAML_RESPONSE_INVALID')
    expect(id).toMatch(/^_/)
  })
})

describe('a signature is refused with', () => {
  const changes: Readonly<Record<string, (xml: string) => string>> = {
    'an empty URI': (xml) => xml.replace(/ URI="[^"]*"/, ' URI=""'),
    'no URI': (xml) => xml.replace(/ URI="[^"]*"/, ''),
    'an XPointer': (xml) => xml.replace(/ URI="#([^"]*)"/, ` URI="#xpointer(id('$1'))"`),
    'an external URI': (xml) => xml.replace(/ URI="[^"]*"/, ' URI="https://evil.example.test/x"'),
    'two references': (xml) => xml.replace(/<ds:Reference .*?<\/ds:Reference>/, '$&$&'),
    'no reference': (xml) => xml.replace(/<ds:Reference .*?<\/ds:Reference>/, ''),
    'two SignedInfo': (xml) => xml.replace(/<ds:SignedInfo>.*?<\/ds:SignedInfo>/, '$&$&'),
    'no SignedInfo': (xml) => xml.replace(/<ds:SignedInfo>.*?<\/ds:SignedInfo>/, ''),
    'two values': (xml) => xml.replace(/<ds:SignatureValue>.*?<\/ds:SignatureValue>/, '$&$&'),
    'no value': (xml) => xml.replace(/<ds:SignatureValue>.*?<\/ds:SignatureValue>/, ''),
    'an empty value': (xml) => xml.replace(/<ds:SignatureValue>.*?<\/ds:SignatureValue>/, '<ds:SignatureValue/>'),
    'two digests': (xml) => xml.replace(/<ds:DigestValue>.*?<\/ds:DigestValue>/, '$&$&'),
    'an empty digest': (xml) => xml.replace(/<ds:DigestValue>.*?<\/ds:DigestValue>/, '<ds:DigestValue/>'),
    'the digest of nothing': (xml) => xml.replace(/(?<=<ds:DigestValue>)[^<]*/, createHash('sha256').digest('base64')),
    'an element in its digest': (xml) => xml.replace('</ds:DigestValue>', '<x/></ds:DigestValue>'),
    'a comment in its digest': (xml) => xml.replace('</ds:DigestValue>', '<!-- x --></ds:DigestValue>'),
    'no transforms': (xml) => xml.replace(/<ds:Transforms>.*?<\/ds:Transforms>/, ''),
    'an XSLT transform': (xml) =>
      xml.replace(
        '</ds:Transforms>',
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms>',
      ),
    'an XPath transform': (xml) =>
      xml.replace(
        '</ds:Transforms>',
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>//x</ds:XPath></ds:Transform></ds:Transforms>',
      ),
    'an Object': (xml) => xml.replace('</ds:Signature>', '<ds:Object/></ds:Signature>'),
    'a parameter of its method': (xml) =>
      xml.replace(
        /<ds:SignatureMethod ([^>]*)\/>/,
        '<ds:SignatureMethod $1><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>',
      ),
    'another method than was signed': (xml) => xml.replace('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha512'),
    'another digest method than was signed': (xml) => xml.replace('xmlenc#sha256', 'xmlenc#sha512'),
    'a second signature': (xml) => xml.replace(signaturePattern, '$&$&'),
    'a place at the end': (xml) => unsigned(xml).replace('</saml:Assertion>', `${signatureOf(xml)}</saml:Assertion>`),
    'a place before the Issuer': (xml) => unsigned(xml).replace(/(<saml:Assertion [^>]*>)/, `$1${signatureOf(xml)}`),
    'a place in the Subject': (xml) => unsigned(xml).replace('</saml:Subject>', `${signatureOf(xml)}</saml:Subject>`),
    'a place in an attribute': (xml) =>
      unsigned(xml).replace('</saml:AttributeValue>', `${signatureOf(xml)}</saml:AttributeValue>`),
    'a place in the extensions': (xml) =>
      unsigned(xml).replace('<samlp:Status>', `<samlp:Extensions>${signatureOf(xml)}</samlp:Extensions><samlp:Status>`),
    'forty elements more': (xml) => xml.replace('</ds:X509Data>', `</ds:X509Data>${'<ds:KeyName/>'.repeat(40)}`),
  }
  test.each(Object.entries(changes))('%s', async (_what, change) => {
    const changed = change(genuine.assertion)
    expect(changed).not.toBe(genuine.assertion)
    expect((await refuse(changed)).code).toBe('SAML_RESPONSE_INVALID')
  })
})

describe('wrapping', () => {
  const places: Readonly<Record<string, (envelope: string, hidden: string) => string>> = {
    'before the assertion': (envelope, hidden) => envelope.replace('<saml:Assertion ', `${hidden}<saml:Assertion `),
    'after the assertion': (envelope, hidden) => envelope.replace('</samlp:Response>', `${hidden}</samlp:Response>`),
    'in the extensions': (envelope, hidden) =>
      envelope.replace('<samlp:Status>', `<samlp:Extensions>${hidden}</samlp:Extensions><samlp:Status>`),
    'in the status detail': (envelope, hidden) =>
      envelope.replace('</samlp:Status>', `<samlp:StatusDetail>${hidden}</samlp:StatusDetail></samlp:Status>`),
    'in a status code': (envelope, hidden) => envelope.replace('</samlp:StatusCode>', `${hidden}</samlp:StatusCode>`),
    'in the issuer': (envelope, hidden) => envelope.replace('</saml:Issuer>', `${hidden}</saml:Issuer>`),
    'in the advice': (envelope, hidden) =>
      envelope.replace('<saml:AuthnStatement', `<saml:Advice>${hidden}</saml:Advice><saml:AuthnStatement`),
    'in an attribute value': (envelope, hidden) =>
      envelope.replace('</saml:AttributeValue>', `${hidden}</saml:AttributeValue>`),
    'in the subject': (envelope, hidden) => envelope.replace('</saml:Subject>', `${hidden}</saml:Subject>`),
    'in the confirmation data': (envelope, hidden) =>
      envelope.replace('</saml:SubjectConfirmationData>', `${hidden}</saml:SubjectConfirmationData>`),
    'in the conditions': (envelope, hidden) => envelope.replace('</saml:Conditions>', `${hidden}</saml:Conditions>`),
    'in the assertion': (envelope, hidden) => envelope.replace('</saml:Assertion>', `${hidden}</saml:Assertion>`),
    'in the signature': (envelope, hidden) => envelope.replace('</ds:Signature>', `${hidden}</ds:Signature>`),
    'in an object of the signature': (envelope, hidden) =>
      envelope.replace('</ds:Signature>', `<ds:Object>${hidden}</ds:Object></ds:Signature>`),
    'in KeyInfo': (envelope, hidden) => envelope.replace('</ds:KeyInfo>', `${hidden}</ds:KeyInfo>`),
    'in SignedInfo': (envelope, hidden) => envelope.replace('</ds:SignedInfo>', `${hidden}</ds:SignedInfo>`),
    'in a foreign element': (envelope, hidden) =>
      envelope.replace('</saml:AttributeValue>', `<x:y xmlns:x="urn:x">${hidden}</x:y></saml:AttributeValue>`),
  }

  describe.each(Object.entries(places))('%s', (_place, put) => {
    const evilAssertions: Readonly<Record<string, (xml: string) => string>> = {
      'the same ID': (xml) => evil(xml),
      'another ID': (xml) => withId(evil(xml), '_evil'),
      'the same ID in another spelling': (xml) => evil(xml).replace(/ ID="([^"]*)"/, ' ID="_evil" Id="$1"'),
    }

    test('the genuine assertion hidden, an evil one in its place', async () => {
      const original = assertionOf(genuine.assertion)
      const hidden = [original, unsigned(original)]
      const forged = Object.values(evilAssertions).flatMap((make) => [make(original), make(unsigned(original))])
      const all = forged.flatMap((each) =>
        hidden.map((inner) => ({ inner, xml: put(genuine.assertion.replace(original, each), inner) })),
      )
      // A place inside a signature is none where there is no signature.
      const placed = all.filter(({ inner, xml }) => xml.includes(inner) && xml.includes('someone-else@acme.test'))
      expect(placed.length).toBeGreaterThanOrEqual(all.length / 2)
      for (const { xml } of placed) expect((await refuse(xml)).code).toBe('SAML_RESPONSE_INVALID')
    })

    test('an evil assertion hidden, the genuine one in its place', async () => {
      for (const signed of ['assertion', 'response', 'both'] as const) {
        for (const make of Object.values(evilAssertions)) {
          const hidden = unsigned(make(assertionOf(genuine.assertion)))
          const xml = put(genuine[signed], hidden)
          expect(xml.includes(hidden)).toBe(true)
          expect((await refuse(xml)).code).toBe('SAML_RESPONSE_INVALID')
        }
      }
    })

    test('a whole genuine response hidden in an evil one', async () => {
      const envelope = withId(evil(unsigned(genuine.response)), '_evil')
      const signature = signatureOf(genuine.response)
      for (const forged of [
        put(envelope, genuine.response),
        put(evil(genuine.response), unsigned(genuine.response)),
        put(envelope.replace('</saml:Issuer>', `</saml:Issuer>${signature}`), unsigned(genuine.response)),
      ]) {
        expect((await refuse(forged)).code).toBe('SAML_RESPONSE_INVALID')
      }
    })
  })

  test('a signed error is no proof for an assertion beside it', async () => {
    const error = issueError({
      idp: { entityId: connection.idpEntityId, ...idp },
      sp: { acsUrl: 'https://app.example.test/auth/saml/acme/acs' },
      inResponseTo: 'login-1',
      status: 'AuthnFailed',
      now: new Date('2026-03-01T12:00:00Z'),
    })
    const assertion = evil(unsigned(assertionOf(genuine.assertion)))
    const decoy = error.replace('</samlp:Response>', `${assertion}</samlp:Response>`)
    expect((await refuse(decoy)).code).toBe('SAML_RESPONSE_INVALID')
    const taken = unsigned(genuine.response).replace('</saml:Issuer>', `</saml:Issuer>${signatureOf(error)}`)
    expect((await refuse(evil(taken))).code).toBe('SAML_RESPONSE_INVALID')
  })

  test('two genuine assertions are one too many', async () => {
    const second = assertionOf(await seal(idp, { sign: 'assertion' }))
    const two = genuine.assertion.replace('</samlp:Response>', `${second}</samlp:Response>`)
    expect((await refuse(two)).detail).toContain('may not hold two saml:Assertion')
    const resigned = signElement(two, idp, signatureMethods['rsa-sha256'])
    expect((await refuse(resigned)).code).toBe('SAML_RESPONSE_INVALID')
  })

  test('signatures are not transferred between prefixes that mean something else', async () => {
    const rebound = genuine.assertion.replace(
      'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
      'xmlns:samlp="urn:x"',
    )
    expect((await refuse(rebound)).code).toBe('SAML_RESPONSE_INVALID')
  })
})

describe('what two readers could read differently is refused', () => {
  const tricks: Readonly<Record<string, (xml: string) => string>> = {
    'a comment in the NameID': (xml) => xml.replace('ana@acme.test', 'ana@acme.test<!-- -->.evil.test'),
    'a processing instruction in the NameID': (xml) => xml.replace('ana@acme.test', 'ana@<?x y?>acme.test'),
    'a processing instruction that C14N would print': (xml) => xml.replace('ana@acme.test', '<?x ana@?>acme.test'),
    'a document type': (xml) => `<!DOCTYPE x>${xml}`,
    'an entity': (xml) => `<!DOCTYPE x [<!ENTITY e "ana@acme.test">]>${xml.replace('ana@acme.test', '&e;')}`,
    'bytes after the root': (xml) => `${xml}x`,
    'a second root': (xml) => `${xml}<x/>`,
    'a comment after the root': (xml) => `${xml}<!-- -->`,
  }
  test.each(Object.entries(tricks))('%s', async (_what, trick) => {
    for (const signed of Object.values(genuine)) expect((await refuse(trick(signed))).detail).toMatch(/^XML: /)
  })

  test('even when the identity provider signed it', async () => {
    const value = (data: Buffer, key: string): Buffer => sign('sha256', data, key)
    const tricked = unsigned(genuine.response).replace('ana@acme.test', 'ana@acme.test<!-- x -->.evil.test')
    const xml = signXml(tricked, { privateKey: idp.privateKey, sign: value })
    expect((await refuse(xml)).detail).toContain('comment')
  })

  test('CDATA is text, the same for the signature and for us', async () => {
    const xml = genuine.both.replaceAll('ana@acme.test', '<![CDATA[ana@]]>acme.te<![CDATA[st]]>')
    expect((await finish(xml, connection)).identity.subject).toBe('ana@acme.test')
    const other = genuine.both.replaceAll('ana@acme.test', '<![CDATA[someone-else@]]>acme.test')
    expect((await refuse(other)).code).toBe('SAML_RESPONSE_INVALID')
  })
})
