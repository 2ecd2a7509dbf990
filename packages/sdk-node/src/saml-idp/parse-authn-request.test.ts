import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { AuthError } from '../model/auth-error.ts'
import type { AuthnRequest, AuthnRequestMessage } from './authn-request.ts'
import { parseAuthnRequest } from './parse-authn-request.ts'

const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol'
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
const issuer = '<saml:Issuer>https://app.example.test/metadata</saml:Issuer>'

const request = (attributes = '', content = issuer): string =>
  `<samlp:AuthnRequest xmlns:samlp="${samlp}" xmlns:saml="${saml}" ID="login-1" Version="2.0"` +
  ` IssueInstant="2030-01-01T00:00:00Z"${attributes}>${content}</samlp:AuthnRequest>`
const deflate = (xml: string | Buffer): string => encodeURIComponent(deflateRawSync(xml).toString('base64'))
const redirect = (xml: string, more = ''): AuthnRequestMessage => ({
  binding: 'redirect',
  query: `SAMLRequest=${deflate(xml)}${more}`,
})
const post = (xml: string | Buffer, more: Record<string, string> = {}): AuthnRequestMessage => ({
  binding: 'post',
  form: new URLSearchParams({ SAMLRequest: Buffer.from(xml).toString('base64'), ...more }),
})
const parsePost = (xml: string): AuthnRequest => parseAuthnRequest(post(xml))

function failure(message: AuthnRequestMessage): string {
  try {
    parseAuthnRequest(message)
  } catch (error) {
    return (error as AuthError).message
  }
  return 'accepted'
}

describe('parseAuthnRequest', () => {
  test('reads everything a service provider may ask', () => {
    const xml = request(
      ' Destination="https://idp.example.test/sso" AssertionConsumerServiceURL="https://app.example.test/acs?a=1&amp;b=2"' +
        ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" ForceAuthn="true" IsPassive="1"',
      issuer +
        '<saml:Subject><saml:NameID> ana@acme.test </saml:NameID></saml:Subject>' +
        '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" AllowCreate="true"/>' +
        '<samlp:RequestedAuthnContext Comparison="exact"><saml:AuthnContextClassRef>urn:one</saml:AuthnContextClassRef>' +
        '<saml:AuthnContextClassRef>urn:two</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>',
    )
    const expected = {
      id: 'login-1',
      issuer: 'https://app.example.test/metadata',
      issuedAt: new Date('2030-01-01T00:00:00Z'),
      destination: 'https://idp.example.test/sso',
      acsUrl: 'https://app.example.test/acs?a=1&b=2',
      acsIndex: null,
      responseBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      subject: 'ana@acme.test',
      forceAuthn: true,
      isPassive: true,
      authnContext: ['urn:one', 'urn:two'],
      relayState: 'a+b c',
      isSigned: false,
    }
    expect(parseAuthnRequest(redirect(xml, '&RelayState=a%2Bb+c&login_hint=ana'))).toEqual(expected)
    expect(parseAuthnRequest(post(xml, { RelayState: 'a+b c' }))).toEqual(expected)
  })

  test('reads what is not asked as null, false or nothing', () => {
    expect(parsePost(request())).toEqual({
      id: 'login-1',
      issuer: 'https://app.example.test/metadata',
      issuedAt: new Date('2030-01-01T00:00:00Z'),
      destination: null,
      acsUrl: null,
      acsIndex: null,
      responseBinding: null,
      nameIdFormat: null,
      subject: null,
      forceAuthn: false,
      isPassive: false,
      authnContext: [],
      relayState: null,
      isSigned: false,
    })
    expect(parsePost(request(' AssertionConsumerServiceIndex="7"')).acsIndex).toBe(7)
  })

  test('sees that a signature came along, without believing it', () => {
    expect(parseAuthnRequest(redirect(request(), '&SigAlg=x&Signature=AAAA')).isSigned).toBe(true)
    const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'
    expect(parsePost(request('', issuer + signature)).isSigned).toBe(true)
  })

  test('takes a query with its question mark, and base64 with line breaks in a form', () => {
    expect(parseAuthnRequest({ binding: 'redirect', query: `?SAMLRequest=${deflate(request())}` }).id).toBe('login-1')
    const lines =
      Buffer.from(request())
        .toString('base64')
        .match(/.{1,76}/g)
        ?.join('\r\n') ?? ''
    expect(parseAuthnRequest({ binding: 'post', form: new URLSearchParams({ SAMLRequest: lines }) }).id).toBe('login-1')
  })

  const good = deflate(request())
  const javascript = ' AssertionConsumerServiceURL="javascript:alert(1)"'
  const refused: readonly (readonly [string, AuthnRequestMessage, RegExp])[] = [
    ['no message', { binding: 'redirect', query: 'RelayState=x' }, /^REQUEST_INVALID: query: wanted SAMLRequest alone/],
    [
      'no field',
      { binding: 'post', form: new URLSearchParams() },
      /^REQUEST_INVALID: form: wanted SAMLRequest, got none/,
    ],
    [
      'two messages',
      { binding: 'redirect', query: `SAMLRequest=${good}&SAMLRequest=${good}` },
      /wanted SAMLRequest once/,
    ],
    ['two fields', { binding: 'post', form: new URLSearchParams('SAMLRequest=a&SAMLRequest=b') }, /once, got it 2/],
    [
      'a hidden name',
      { binding: 'redirect', query: `SAMLR%65quest=${good}` },
      /wanted SAMLRequest as it is, got SAMLR%65quest/,
    ],
    ['a second RelayState', redirect(request(), '&RelayState=a&Relay%53tate=b'), /wanted RelayState as it is/],
    ['a response beside it', redirect(request(), '&SAMLResponse=x'), /wanted SAMLRequest alone/],
    ['a broken escape', redirect(request(), '&x%=1'), /broken sequence/],
    ['another encoding', redirect(request(), '&SAMLEncoding=gzip'), /SAMLEncoding/],
    ['no base64', { binding: 'redirect', query: 'SAMLRequest=%25%25' }, /wanted base64/],
    ['no DEFLATE', { binding: 'redirect', query: 'SAMLRequest=AAAA' }, /wanted DEFLATE/],
    ['an inflate bomb', redirect(' '.repeat(10_000_000)), /^REQUEST_TOO_LARGE: request: wanted at most 65536 bytes/],
    [
      'an endless query',
      { binding: 'redirect', query: `SAMLRequest=${'A'.repeat(70_000)}` },
      /^REQUEST_TOO_LARGE: query/,
    ],
    [
      'an endless field',
      { binding: 'post', form: new URLSearchParams({ SAMLRequest: 'A'.repeat(200_000) }) },
      /^REQUEST_TOO_LARGE/,
    ],
    ['65 KiB of XML', post(request('', issuer + ' '.repeat(66_000))), /^REQUEST_TOO_LARGE: request/],
    ['bytes that are no UTF-8', post(Buffer.of(0x3c, 0xff)), /wanted UTF-8/],
    ['a document type', post(`<!DOCTYPE x [<!ENTITY e "x">]>${request()}`), /wanted plain XML, got document type/],
    ['a comment', post(request('', `<!-- x -->${issuer}`)), /wanted plain XML, got comment/],
    ['a processing instruction', post(request('', `<?x y?>${issuer}`)), /wanted plain XML, got processing/],
    [
      'too many elements',
      post(request('', issuer + '<samlp:Extensions><x/><x/><x/></samlp:Extensions>'.repeat(60))),
      /more than|too many/,
    ],
    ['another message', post(request().replaceAll('AuthnRequest', 'LogoutRequest')), /wanted AuthnRequest, got/],
    ['another namespace', post(request().replace(samlp, 'urn:x')), /wanted AuthnRequest, got {urn:x}/],
    ['another version', post(request().replace('"2.0"', '"1.1"')), /Version: wanted 2.0, got 1.1/],
    ['no ID', post(request().replace('ID="login-1"', '')), /^REQUEST_INVALID: ID/],
    ['an ID that is no name', post(request().replace('login-1', '1 x')), /^REQUEST_INVALID: ID/],
    ['no Issuer', post(request('', '')), /^REQUEST_INVALID: Issuer/],
    ['two Issuers', post(request('', issuer + issuer)), /wanted one Issuer, got 2/],
    ['an unreadable time', post(request().replace('2030-01-01T00', 'yesterday')), /^REQUEST_INVALID: IssueInstant/],
    ['an ACS URL that runs code', post(request(javascript)), /AssertionConsumerServiceURL: wanted an http/],
    ['a relative ACS URL', post(request(' AssertionConsumerServiceURL="/acs"')), /AssertionConsumerServiceURL/],
    ['an odd boolean', post(request(' ForceAuthn="yes"')), /ForceAuthn: wanted true or false, got 'yes'/],
    ['an odd index', post(request(' AssertionConsumerServiceIndex="-1"')), /AssertionConsumerServiceIndex/],
  ]
  test.each(refused)('refuses %s', (_, message, expected) => {
    expect(failure(message)).toMatch(expected)
  })
})
