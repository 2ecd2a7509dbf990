import { createHmac, X509Certificate } from 'node:crypto'
import { cut, swap, type Case } from './case.ts'
import { sha1, sha1Digest } from './sha1.ts'

const invalid = 'SAML_RESPONSE_INVALID'
const signature = /<ds:Signature .*?<\/ds:Signature>/
const ds = 'http://www.w3.org/2000/09/xmldsig#'

/** What one can do to signatures without the key. */
export const signatures: readonly Case[] = [
  { name: 'no signature', expect: invalid, deviate: { sign: 'none' } },
  {
    name: 'all signatures taken off',
    expect: invalid,
    deviate: { tamper: (xml) => xml.replaceAll(/<ds:Signature .*?<\/ds:Signature>/g, '') },
  },
  { name: "somebody else's key", expect: invalid, deviate: ({ other }) => ({ key: other }) },
  {
    name: "somebody else's key under the certificate of the identity provider",
    expect: invalid,
    deviate: ({ other, idp }) => ({ key: { privateKey: other.privateKey, certificate: idp.certificate } }),
  },
  { name: 'SHA-1', expect: invalid, deviate: { method: sha1 } },
  { name: 'a SHA-1 digest under an RSA-SHA256 signature', expect: invalid, deviate: { method: sha1Digest } },
  {
    name: 'a changed NameID',
    expect: invalid,
    deviate: { tamper: swap('>ana@acme.test</saml:NameID>', '>other@acme.test</saml:NameID>') },
  },
  { name: 'a changed attribute', expect: invalid, deviate: { tamper: swap('>staff<', '>owner<') } },
  {
    name: 'a changed attribute, only the assertion signed',
    expect: invalid,
    deviate: { sign: 'assertion', tamper: swap('>staff<', '>owner<') },
  },
  {
    name: 'a changed attribute, only the response signed',
    expect: invalid,
    deviate: { sign: 'response', tamper: swap('>staff<', '>owner<') },
  },
  {
    name: 'an added attribute value',
    expect: invalid,
    deviate: {
      tamper: swap(
        '</saml:Attribute></saml:AttributeStatement>',
        '<saml:AttributeValue>owner</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
      ),
    },
  },
  { name: 'one more space in a value', expect: invalid, deviate: { tamper: swap('>staff<', '>staff <') } },
  {
    name: 'a broken Response signature over a good Assertion signature',
    expect: invalid,
    deviate: { tamper: swap(/ IssueInstant="2030-01-01T12:00:00.000Z"/, ' IssueInstant="2030-01-01T12:00:01.000Z"') },
  },
  {
    name: 'a broken Assertion signature under a good Response signature',
    expect: invalid,
    deviate: { tamperAssertion: swap('>staff<', '>owner<') },
  },
  {
    name: 'the Assertion signature taken off under the Response signature',
    expect: invalid,
    deviate: { tamper: (xml) => xml.replace(cut(cut(xml, 'saml:Assertion'), 'ds:Signature'), '') },
  },
  {
    name: 'an empty SignatureValue',
    expect: invalid,
    deviate: { tamper: swap(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>') },
  },
  {
    name: 'no SignatureValue',
    expect: invalid,
    deviate: { tamper: swap(/<ds:SignatureValue>[^<]*<\/ds:SignatureValue>/, '') },
  },
  { name: 'no SignedInfo', expect: invalid, deviate: { tamper: swap(/<ds:SignedInfo>.*?<\/ds:SignedInfo>/, '') } },
  {
    name: 'two SignedInfo',
    expect: invalid,
    deviate: { tamper: swap(/<ds:SignedInfo>.*?<\/ds:SignedInfo>/, (found) => found + found) },
  },
  {
    name: 'two References',
    expect: invalid,
    deviate: { tamper: swap(/<ds:Reference .*?<\/ds:Reference>/, (found) => found + found) },
  },
  { name: 'no Reference', expect: invalid, deviate: { tamper: swap(/<ds:Reference .*?<\/ds:Reference>/, '') } },
  {
    name: 'two DigestValues',
    expect: invalid,
    deviate: { tamper: swap(/<ds:DigestValue>.*?<\/ds:DigestValue>/, (found) => found + found) },
  },
  {
    name: 'a comment in the DigestValue',
    expect: invalid,
    deviate: { tamper: swap('<ds:DigestValue>', '<ds:DigestValue><!-- x -->') },
  },
  { name: 'a Reference to the whole document', expect: invalid, deviate: { tamper: swap(/URI="#[^"]*"/, 'URI=""') } },
  { name: 'a Reference to nothing', expect: invalid, deviate: { tamper: swap(/ URI="#[^"]*"/, '') } },
  {
    name: 'a Reference by XPointer',
    expect: invalid,
    deviate: { tamper: swap(/URI="#([^"]*)"/, (found) => found.replace(/#(.*)"/, `#xpointer(id('$1'))"`)) },
  },
  {
    name: 'a Reference to another element',
    expect: invalid,
    deviate: { sign: 'assertion', tamper: swap(/URI="#[^"]*"/, 'URI="#_other"') },
  },
  {
    name: 'a further transform',
    expect: invalid,
    deviate: {
      tamper: swap(
        '</ds:Transforms>',
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/></ds:Transforms>',
      ),
    },
  },
  { name: 'an XSLT transform', expect: invalid, deviate: { tamper: swap(/xmldsig#enveloped-signature/, 'xslt') } },
  {
    name: 'an Object in the signature',
    expect: invalid,
    deviate: { tamper: swap('</ds:Signature>', '<ds:Object>x</ds:Object></ds:Signature>') },
  },
  {
    name: 'an unknown algorithm',
    expect: invalid,
    deviate: { tamper: (xml) => xml.replaceAll('rsa-sha256', 'rsa-md5') },
  },
  {
    name: 'an HMAC keyed with the public certificate',
    expect: invalid,
    deviate: ({ idp }) => ({
      sign: 'assertion',
      tamper: (xml) => signByHmac(xml, new X509Certificate(idp.certificate).toString()),
    }),
  },
  {
    name: 'an HMAC keyed with the public key',
    expect: invalid,
    deviate: ({ idp }) => ({
      sign: 'assertion',
      tamper: (xml) =>
        signByHmac(
          xml,
          new X509Certificate(idp.certificate).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        ),
    }),
  },
  {
    name: 'the signature at the end of the assertion',
    expect: invalid,
    deviate: {
      sign: 'assertion',
      tamper: (xml) =>
        xml.replace(signature, '').replace('</saml:Assertion>', `${cut(xml, 'ds:Signature')}</saml:Assertion>`),
    },
  },
  {
    name: 'the signature in Extensions',
    expect: invalid,
    deviate: {
      sign: 'assertion',
      tamper: (xml) =>
        xml
          .replace(signature, '')
          .replace('<samlp:Status>', `<samlp:Extensions>${cut(xml, 'ds:Signature')}</samlp:Extensions><samlp:Status>`),
    },
  },
  {
    name: 'the assertion signature on the response',
    expect: invalid,
    deviate: {
      sign: 'assertion',
      tamper: (xml) =>
        xml.replace(signature, '').replace('<samlp:Status>', `${cut(xml, 'ds:Signature')}<samlp:Status>`),
    },
  },
  { name: 'a second signature', expect: invalid, deviate: { tamper: swap(signature, (found) => found + found) } },
  {
    name: 'a decoy signature in an error detail',
    expect: invalid,
    deviate: {
      sign: 'none',
      tamper: swap(
        '</samlp:Status>',
        `<samlp:StatusDetail><ds:Signature xmlns:ds="${ds}"/></samlp:StatusDetail></samlp:Status>`,
      ),
    },
  },
]

/** The forger knows the certificate, and hopes that it is taken for the secret. */
function signByHmac(xml: string, secret: string): string {
  const changed = xml.replaceAll('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', `${ds}hmac-sha1`)
  const signedInfo = cut(changed, 'ds:SignedInfo')
    .replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${ds}">`)
    .replace(/<(ds:\w+)([^>]*)\/>/g, '<$1$2></$1>')
  const value = createHmac('sha1', secret).update(signedInfo).digest('base64')
  return changed.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`)
}
