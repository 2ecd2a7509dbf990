import { generateKeyPairSync, sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { SAML } from '@node-saml/node-saml'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AuthError } from '../model/auth-error.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import type { AuthnRequestMessage } from './authn-request.ts'
import { createCertificate } from './create-certificate.ts'
import { signElement } from './sign-element.ts'
import type { SigningKey } from './sign-element.ts'
import { signatureMethods } from './signature-methods.ts'
import type { SignatureAlgorithm, SignatureMethod } from './signature-methods.ts'
import { verifyAuthnRequestSignature } from './verify-authn-request-signature.ts'

let rsa: SigningKey
let other: SigningKey
let ec: SigningKey
beforeAll(async () => {
  ;[rsa, other] = await Promise.all([createTestKey(), createTestKey()])
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const dates = { notBefore: new Date('2020-01-01'), notAfter: new Date('2060-01-01') }
  ec = { privateKey: pem, certificate: createCertificate({ privateKey: pem, commonName: 'ec', ...dates }) }
})

const xml =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="login-1" Version="2.0"' +
  ' IssueInstant="2030-01-01T00:00:00Z"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">' +
  'https://app.example.test</saml:Issuer></samlp:AuthnRequest>'

/** Percent signs in lower case, as .NET writes them: the signature is over bytes, not over values. */
function signQuery(key: SigningKey, method: SignatureMethod, relayState: string | null = 'a%2fb'): string {
  const request = encodeURIComponent(deflateRawSync(xml).toString('base64'))
  const relay = relayState === null ? '' : `&RelayState=${relayState}`
  const text = `SAMLRequest=${request}${relay}&SigAlg=${encodeURIComponent(method.uri)}`
  const value = sign(method.hash, Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}&Signature=${encodeURIComponent(value.toString('base64'))}`
}
const redirect = (query: string): AuthnRequestMessage => ({ binding: 'redirect', query })
const post = (signed: string): AuthnRequestMessage => ({
  binding: 'post',
  form: new URLSearchParams({ SAMLRequest: Buffer.from(signed).toString('base64'), RelayState: 'r' }),
})

function failure(message: AuthnRequestMessage, certificates: readonly string[]): string {
  try {
    verifyAuthnRequestSignature(message, certificates)
  } catch (error) {
    return (error as AuthError).message
  }
  return 'accepted'
}

const algorithms = Object.keys(signatureMethods) as SignatureAlgorithm[]
const sha1: SignatureMethod = {
  uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  hash: 'sha1',
  digestUri: 'http://www.w3.org/2000/09/xmldsig#sha1',
  digestHash: 'sha1',
  keyType: 'rsa',
}

describe('a signed redirect', () => {
  for (const algorithm of algorithms) {
    test(`is proven with ${algorithm}`, () => {
      const method = signatureMethods[algorithm]
      const key = method.keyType === 'ec' ? ec : rsa
      const request = verifyAuthnRequestSignature(redirect(signQuery(key, method)), [
        other.certificate,
        key.certificate,
      ])
      expect(request).toMatchObject({ id: 'login-1', relayState: 'a/b', isSigned: true })
    })
  }

  test('is proven without RelayState, and in any order', () => {
    const query = signQuery(rsa, signatureMethods['rsa-sha256'], null)
    expect(failure(redirect(query.split('&').toReversed().join('&')), [rsa.certificate])).toBe('accepted')
  })

  test('by node-saml is proven', async () => {
    const saml = new SAML({
      callbackUrl: 'https://app.example.test/acs',
      entryPoint: 'https://idp.example.test/sso?tenant=1',
      issuer: 'https://app.example.test',
      idpCert: rsa.certificate,
      privateKey: rsa.privateKey,
      signatureAlgorithm: 'sha512',
    })
    const url = new URL(await saml.getAuthorizeUrlAsync('relay', undefined, {}))
    const request = verifyAuthnRequestSignature(redirect(url.search), [rsa.certificate])
    expect(request).toMatchObject({ issuer: 'https://app.example.test', relayState: 'relay' })
  })

  const good = (): string => signQuery(rsa, signatureMethods['rsa-sha256'])
  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ['without a signature', () => good().replace(/&Signature=.*/, ''), /wanted Signature, got none/],
    ['with another RelayState', () => good().replace('a%2fb', 'a%2fc'), /wanted one by 1 known/],
    ['with the same RelayState in other bytes', () => good().replace('a%2fb', 'a%2Fb'), /wanted one by 1 known/],
    ['without its RelayState', () => good().replace('&RelayState=a%2fb', ''), /wanted one by 1 known/],
    ['with a smuggled second request', () => `SAMLR%65quest=x&${good()}`, /wanted SAMLRequest as it is/],
    ['signed by someone else', () => signQuery(other, signatureMethods['rsa-sha256']), /wanted one by 1 known/],
    ['signed with SHA-1', () => signQuery(rsa, sha1), /SigAlg: wanted RSA or ECDSA with SHA-256/],
    [
      'with an elliptic algorithm over an RSA key',
      () => signQuery(rsa, signatureMethods['ecdsa-sha256']),
      /wanted one by/,
    ],
    ['with an empty signature', () => good().replace(/&Signature=.*/, '&Signature='), /wanted one by 1 known/],
  ]
  test.each(refused)('is refused %s', (_, query, expected) => {
    expect(failure(redirect(query()), [rsa.certificate])).toMatch(expected)
  })

  test('is refused when the service provider has no certificate', () => {
    expect(failure(redirect(good()), [])).toMatch('wanted one by 0 known')
  })

  test('is refused with a truncated elliptic signature', () => {
    const query = signQuery(ec, signatureMethods['ecdsa-sha256']).replace(/Signature=.*/, 'Signature=AAAA')
    expect(failure(redirect(query), [ec.certificate])).toMatch('wanted one by 1 known')
  })
})

describe('a signed form', () => {
  for (const algorithm of algorithms) {
    test(`is proven with ${algorithm}`, () => {
      const method = signatureMethods[algorithm]
      const key = method.keyType === 'ec' ? ec : rsa
      const message = post(signElement(xml, key, method))
      expect(verifyAuthnRequestSignature(message, [other.certificate, key.certificate])).toMatchObject({
        id: 'login-1',
        issuer: 'https://app.example.test',
        relayState: 'r',
        isSigned: true,
      })
    })
  }

  test('by node-saml is proven', async () => {
    const saml = new SAML({
      callbackUrl: 'https://app.example.test/acs',
      entryPoint: 'https://idp.example.test/sso',
      issuer: 'https://app.example.test',
      idpCert: rsa.certificate,
      privateKey: rsa.privateKey,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      skipRequestCompression: true,
    })
    const { SAMLRequest } = await saml.getAuthorizeMessageAsync('relay')
    const form = new URLSearchParams({ SAMLRequest: String(SAMLRequest) })
    expect(failure({ binding: 'post', form }, [rsa.certificate])).toBe('accepted')
  })

  const good = (): string => signElement(xml, rsa, signatureMethods['rsa-sha256'])
  const signature = (): string => /<ds:Signature .*<\/ds:Signature>/.exec(good())?.[0] ?? ''
  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ['without a signature', () => xml, /wanted one right after Issuer/],
    [
      'with an elliptic algorithm over an RSA key',
      () => signElement(xml, rsa, signatureMethods['ecdsa-sha256']),
      /wanted one by/,
    ],
    ['with a changed issuer', () => good().replace('>https://app', '>https://bad'), /wanted one by 1 known/],
    [
      'with a changed attribute',
      () => good().replace('Version=', 'ForceAuthn="true" Version='),
      /wanted one by 1 known/,
    ],
    ['signed by someone else', () => signElement(xml, other, signatureMethods['rsa-sha256']), /wanted one by 1 known/],
    ['signed with SHA-1', () => signElement(xml, rsa, sha1), /SHA-256 or better/],
    [
      'digested with SHA-1',
      () => signElement(xml, rsa, { ...sha1, uri: signatureMethods['rsa-sha256'].uri, hash: 'sha256' }),
      /wanted one by 1 known/,
    ],
    [
      'with a second signature',
      () => good().replace('</samlp:AuthnRequest>', `${signature()}</samlp:AuthnRequest>`),
      /wanted only one/,
    ],
    [
      'with the signature elsewhere',
      () => {
        const extensions = `<samlp:Extensions>${signature()}</samlp:Extensions>`
        return good().replace(signature(), extensions)
      },
      /right after Issuer/,
    ],
    [
      'wrapped around the signed request',
      () => {
        const inner = `<samlp:Extensions>${good()}</samlp:Extensions>`
        return good().replace('login-1', 'login-2').replace('</samlp:AuthnRequest>', `${inner}</samlp:AuthnRequest>`)
      },
      /wanted only one/,
    ],
    [
      'over another element of the same ID',
      () => good().replace('</samlp:AuthnRequest>', '<x ID="login-1"/></samlp:AuthnRequest>'),
      /ID that stands once/,
    ],
    ['over the whole document', () => good().replace('URI="#login-1"', 'URI=""'), /one Reference/],
    [
      'with another transform',
      () => good().replace(/<ds:Transform Algorithm="[^"]*enveloped-signature"\/>/, ''),
      /transforms/,
    ],
    ['with an Object inside', () => good().replace('</ds:Signature>', '<ds:Object/></ds:Signature>'), /no Object/],
  ]
  test.each(refused)('is refused %s', (_, signed, expected) => {
    expect(failure(post(signed()), [rsa.certificate])).toMatch(expected)
  })

  test('is not proven by the certificate it brings along', () => {
    const message = post(signElement(xml, { ...other, certificate: rsa.certificate }, signatureMethods['rsa-sha256']))
    expect(failure(message, [rsa.certificate])).toMatch('wanted one by 1 known')
    expect(failure(post(good()), [other.certificate])).toMatch('wanted one by 1 known')
  })
})
