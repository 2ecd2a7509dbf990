import { signatureMethods } from '../../../src/saml-idp/signature-methods.ts'
import { toIdpCertificate } from '../../../src/saml/idp-certificate.ts'
import { acsUrl, minutes, spEntityId, swap, type Case } from './case.ts'
import { sha1, sha1Digest } from './sha1.ts'

const accepted = 'accepted'
const confirm = (method: string, recipient = acsUrl, inResponseTo: string | null = 'login-1') => ({
  method: `urn:oasis:names:tc:SAML:2.0:cm:${method}`,
  data: { recipient, inResponseTo, notBefore: null, notOnOrAfter: minutes(5) },
})

/** What identity providers send that mean well. */
export const honest: readonly Case[] = [
  { name: 'everything right', expect: accepted },
  { name: 'only the assertion signed', expect: accepted, deviate: { sign: 'assertion' } },
  { name: 'only the response signed', expect: accepted, deviate: { sign: 'response' } },
  {
    name: 'the response signature taken off, the assertion still signed',
    expect: accepted,
    deviate: { tamper: swap(/<ds:Signature .*?<\/ds:Signature>/, '') },
  },
  { name: 'RSA-SHA384', expect: accepted, deviate: { method: signatureMethods['rsa-sha384'] } },
  { name: 'RSA-SHA512', expect: accepted, deviate: { method: signatureMethods['rsa-sha512'] } },
  {
    name: 'ECDSA-SHA256',
    expect: accepted,
    deviate: ({ ec }) => ({ key: ec, method: signatureMethods['ecdsa-sha256'] }),
    connection: ({ ec }) => ({ certificates: [toIdpCertificate(ec.certificate)] }),
  },
  {
    name: 'the second of two certificates, while a rollover lasts',
    expect: accepted,
    deviate: ({ other }) => ({ key: other }),
    connection: ({ idp, other }) => ({
      certificates: [idp, other].map(({ certificate }) => toIdpCertificate(certificate)),
    }),
  },
  {
    name: 'no KeyInfo',
    expect: accepted,
    deviate: { sign: 'assertion', tamper: swap(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '') },
  },
  {
    name: 'SHA-1, where the connection allows it',
    expect: accepted,
    deviate: { method: sha1 },
    connection: { insecureAllowSha1: true },
  },
  {
    name: 'a SHA-1 digest, where the connection allows it',
    expect: accepted,
    deviate: { method: sha1Digest },
    connection: { insecureAllowSha1: true },
  },

  {
    name: 'no Issuer on an unsigned Response',
    expect: accepted,
    deviate: { sign: 'assertion', response: { issuer: null } },
  },
  {
    name: 'no Destination on an unsigned Response',
    expect: accepted,
    deviate: { sign: 'assertion', response: { destination: null } },
  },
  { name: 'InResponseTo only in the assertion', expect: accepted, deviate: { response: { inResponseTo: null } } },
  { name: 'a StatusMessage beside Success', expect: accepted, deviate: { response: { statusMessage: 'all good' } } },
  {
    name: 'an Issuer that says it is an entity',
    expect: accepted,
    deviate: {
      editAssertion: swap('<saml:Issuer>', '<saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">'),
    },
  },
  {
    name: 'Extensions',
    expect: accepted,
    deviate: {
      editResponse: swap('<samlp:Status>', '<samlp:Extensions><x xmlns="urn:x">y</x></samlp:Extensions><samlp:Status>'),
    },
  },

  { name: 'Conditions without an end', expect: accepted, deviate: { conditions: { notOnOrAfter: null } } },
  { name: 'Conditions without a beginning', expect: accepted, deviate: { conditions: { notBefore: null } } },
  {
    name: 'a clock half a minute ahead',
    expect: accepted,
    deviate: { conditions: { notBefore: minutes(0.5) }, assertion: { issueInstant: minutes(0.5) } },
  },
  {
    name: 'Conditions over for half a minute',
    expect: accepted,
    deviate: { conditions: { notOnOrAfter: minutes(-0.5) } },
  },
  {
    name: 'a confirmation over for half a minute',
    expect: accepted,
    deviate: { confirmationData: { notOnOrAfter: minutes(-0.5) } },
  },
  {
    name: 'Conditions over for two minutes, with a skew of three',
    expect: accepted,
    deviate: { conditions: { notOnOrAfter: minutes(-2) } },
    connection: { clockSkewSeconds: 180 },
  },
  {
    name: 'times without fractions',
    expect: accepted,
    deviate: { assertion: { issueInstant: '2030-01-01T12:00:00Z' } },
  },
  {
    name: 'times of .NET, to a ten-millionth',
    expect: accepted,
    deviate: { assertion: { issueInstant: '2030-01-01T12:00:00.1234567Z' } },
  },
  {
    name: 'several audiences with us among them',
    expect: accepted,
    deviate: { conditions: { audiences: ['urn:x', spEntityId, 'urn:y'] } },
  },
  {
    name: 'OneTimeUse',
    expect: accepted,
    deviate: { editAssertion: swap('</saml:Conditions>', '<saml:OneTimeUse/></saml:Conditions>') },
  },
  {
    name: 'ProxyRestriction',
    expect: accepted,
    deviate: { editAssertion: swap('</saml:Conditions>', '<saml:ProxyRestriction Count="0"/></saml:Conditions>') },
  },

  {
    name: 'a holder-of-key confirmation beside ours',
    expect: accepted,
    deviate: { subject: { confirmations: [confirm('holder-of-key'), confirm('bearer')] } },
  },
  {
    name: "another service provider's confirmation beside ours",
    expect: accepted,
    deviate: { subject: { confirmations: [confirm('bearer', 'https://other.test/acs'), confirm('bearer')] } },
  },
  {
    name: 'a NameID without a Format',
    expect: accepted,
    deviate: { subject: { nameId: { value: 'u-1', format: null } } },
  },
  { name: 'no SessionIndex', expect: accepted, deviate: { authnStatement: { sessionIndex: null } } },
  {
    name: 'a session that ends tonight',
    expect: accepted,
    deviate: { authnStatement: { sessionNotOnOrAfter: minutes(480) } },
  },
  {
    name: 'the authentication context we asked for',
    expect: accepted,
    deviate: { authnStatement: { authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509' } },
    connection: { authnContext: { classRefs: ['urn:oasis:names:tc:SAML:2.0:ac:classes:X509'], comparison: 'exact' } },
  },
  { name: 'no attributes at all', expect: accepted, deviate: { assertion: { attributes: {} } } },
  {
    name: 'five hundred groups',
    expect: accepted,
    person: { groups: Array.from({ length: 500 }, (_, index) => `group ${index}`) },
  },
  {
    name: 'attributes named after object members',
    expect: accepted,
    person: { attributes: { __proto__x: ['a'], ['__proto__']: ['b'], toString: ['c'], constructor: ['d'] } },
  },
  {
    name: 'values with a type',
    expect: accepted,
    deviate: {
      editAssertion: swap(
        '<saml:AttributeValue>',
        '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">',
      ),
    },
  },
  { name: 'values in CDATA', expect: accepted, deviate: { editAssertion: swap('>staff<', '><![CDATA[staff]]><') } },

  {
    name: 'line breaks and spaces between elements',
    expect: accepted,
    deviate: {
      editAssertion: (xml) => xml.replaceAll('><', '>\n  <'),
      editResponse: swap('<samlp:Status>', '\n  <samlp:Status>\n'),
    },
  },
  {
    name: 'other prefixes',
    expect: accepted,
    deviate: { editAssertion: (xml) => xml.replaceAll('saml:', 'a:').replace('xmlns:saml', 'xmlns:a') },
  },
  {
    name: 'no prefixes',
    expect: accepted,
    deviate: { editAssertion: (xml) => xml.replaceAll('saml:', '').replace('xmlns:saml', 'xmlns') },
  },
  {
    name: 'an XML declaration',
    expect: accepted,
    deviate: { tamper: (xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}` },
  },
  {
    name: 'base64 with line breaks',
    expect: accepted,
    deviate: { tamperField: (field) => field.replace(/(.{76})/g, '$1\r\n') },
  },
  {
    name: 'the form fields that fluig sends besides',
    expect: accepted,
    params: (form) => new URLSearchParams([...form, ['Signature', 'x'], ['SigAlg', 'y'], ['KeyInfo', 'z']]),
  },
]
