import { sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import type { SamlLogoutDeviation } from '../../../src/testing/saml-logout-deviation.ts'
import { findAttribute } from '../../../src/xml/find-attribute.ts'
import { parseXml } from '../../../src/xml/parse-xml.ts'
import { samlBudget } from '../../../src/xml/xml-budget.ts'
import { signXml } from '../../support/sign-xml.ts'
import { ana, baseUrl, type Parties } from './rig.ts'

/** What the identity provider does, and a part of what the developer is told. */
export type Refused = Readonly<Record<string, readonly [(parties: Parties) => SamlLogoutDeviation, string]>>

export const instant = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
const replaceIn =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    return changed
  }
export const md5 = { uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5', hash: 'md5', digestUri: '' }
export const sha1 = { uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', hash: 'sha1', digestUri: '' }
const bomb = (): string => deflateRawSync(Buffer.alloc(20 * 1024 * 1024, ' ')).toString('base64')
const encoded = (xml: string): string => encodeURIComponent(deflateRawSync(xml).toString('base64'))
/** About somebody else, without a signature. */
const evil = ({ idp }: Parties): string => encoded(idp.requestLogout({ ...ana, nameId: 'lima@acme.test' }).xml)
const idOf = (xml: string): string => findAttribute(parseXml(xml, samlBudget), 'ID') ?? ''

/** Every one of them is about Ana's session, but for what is said. */
export const refusedEither: Refused = {
  'what is unsigned': [() => ({ sign: false }), 'signature: '],
  'what another key signed': [({ stranger }) => ({ key: stranger }), 'made by none of the 1 certificates'],
  'another issuer': [() => ({ draft: { issuer: 'https://evil.example.test' } }), 'Issuer: wanted'],
  'an issuer of another format': [
    () => ({
      edit: replaceIn('<saml:Issuer ', '<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" '),
    }),
    'Issuer: wanted',
  ],
  'another destination': [() => ({ draft: { destination: `${baseUrl}/auth/saml/other/slo` } }), 'Destination: wanted'],
  'no destination': [() => ({ draft: { destination: null } }), 'Destination: wanted'],
  'our ACS as its destination': [
    () => ({ draft: { destination: `${baseUrl}/auth/saml/acme/acs` } }),
    'Destination: wanted',
  ],
  'another version': [() => ({ draft: { version: '1.1' } }), 'Version: wanted 2.0'],
  'what has expired': [() => ({ draft: { notOnOrAfter: instant(-61) } }), 'NotOnOrAfter: wanted'],
  'an end that is no time': [() => ({ draft: { notOnOrAfter: 'soon' } }), 'NotOnOrAfter'],
  'what is too old': [() => ({ draft: { issueInstant: instant(-700), notOnOrAfter: null } }), 'IssueInstant: wanted'],
  'what is of tomorrow': [() => ({ draft: { issueInstant: instant(120) } }), 'IssueInstant: wanted'],
  'no IssueInstant': [() => ({ draft: { issueInstant: null } }), 'IssueInstant'],
  'no ID': [() => ({ draft: { id: null } }), ''],
  'no NameID': [() => ({ edit: replaceIn(/<saml:NameID.*<\/saml:NameID>/, '') }), 'NameID: wanted one'],
  'a blank NameID': [() => ({ edit: replaceIn('ana@acme.test', ' ') }), 'NameID: wanted one'],
  'two NameIDs': [() => ({ edit: replaceIn(/<saml:NameID.*<\/saml:NameID>/, '$&$&') }), 'may not hold two'],
  'an empty SessionIndex': [() => ({ edit: replaceIn('>s-1<', '><') }), 'SessionIndex: wanted a value'],
  'a BaseID': [
    () => ({
      edit: replaceIn('<samlp:SessionIndex>', '<s:BaseID xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion"/>$&'),
    }),
    'may not hold',
  ],
  'an EncryptedID that we cannot open': [
    () => ({
      edit: replaceIn(
        /<saml:NameID xmlns:saml="([^"]*)".*<\/saml:NameID>/,
        '<saml:EncryptedID xmlns:saml="$1"><e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"/></saml:EncryptedID>',
      ),
    }),
    'decryption',
  ],
  'a comment in the name': [() => ({ edit: replaceIn('ana@', 'ana@<!-- -->') }), 'XML: '],
  'a processing instruction in the name': [() => ({ edit: replaceIn('>ana@', '><?x not-?>ana@') }), 'XML: '],
  'a document type': [() => ({ edit: (xml: string) => `<!DOCTYPE x>${xml}` }), 'XML: '],
  'another message than a LogoutRequest': [
    () => ({ edit: (xml: string) => xml.replaceAll('LogoutRequest', 'AuthnRequest') }),
    'root element: wanted samlp:LogoutRequest',
  ],
  'a LogoutRequest of another namespace': [
    () => ({ edit: replaceIn('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:x') }),
    'root element',
  ],
  'the ID twice': [
    () => ({ edit: replaceIn(/(ID="([^"]*)".*)<samlp:SessionIndex/, '$1<samlp:SessionIndex Id="$2"') }),
    'twice',
  ],
}

export const refusedRedirect: Refused = {
  'a second root': [() => ({ edit: (xml) => `${xml}<x/>` }), 'XML: '],
  'no issuer': [() => ({ draft: { issuer: null } }), 'Issuer: wanted'],
  'RSA-MD5': [() => ({ method: md5 }), 'rsa-md5'],
  'RSA-SHA1': [() => ({ method: sha1 }), 'rsa-sha1'],
  'a signature algorithm that says another hash': [
    () => ({ tamperQuery: replaceIn('rsa-sha256', 'rsa-sha512') }),
    'made by none',
  ],
  'no signature behind an algorithm': [
    () => ({ tamperQuery: replaceIn(/&Signature=.*/, '') }),
    'wanted SigAlg and Signature',
  ],
  'no algorithm': [() => ({ tamperQuery: replaceIn(/&SigAlg=[^&]*/, '') }), 'wanted SigAlg and Signature'],
  'an empty signature': [() => ({ tamperQuery: replaceIn(/&Signature=.*/, '&Signature=') }), 'Signature'],
  'a RelayState that was changed': [
    () => ({ tamperQuery: replaceIn('RelayState=https', 'RelayState=http') }),
    'made by none',
  ],
  'a RelayState that was taken away': [() => ({ tamperQuery: replaceIn(/&RelayState=[^&]*/, '') }), 'made by none'],
  'the same in other letters': [
    () => ({ tamperQuery: replaceIn('RelayState=https%3A', 'RelayState=https%3a') }),
    'made by none',
  ],
  'a second SAMLRequest in front': [
    (parties) => ({ tamperQuery: (query) => `SAMLRequest=${evil(parties)}&${query}` }),
    'wanted one SAMLRequest',
  ],
  'a second SAMLRequest behind': [
    (parties) => ({ tamperQuery: (query) => `${query}&SAMLRequest=${evil(parties)}` }),
    'wanted one SAMLRequest',
  ],
  'a SAMLRequest with a percent sign in its name': [
    (parties) => ({ tamperQuery: (query) => `${query}&SAMLR%65quest=${evil(parties)}` }),
    'wanted SAMLRequest as it is',
  ],
  'a SAMLRequest with a space in its name': [
    (parties) => ({ tamperQuery: (query) => `${query}&+SAMLRequest=${evil(parties)}` }),
    'wanted SAMLRequest as it is',
  ],
  'a SAMLRequest hidden behind a SAMLResponse': [
    (parties) => ({ tamperQuery: (query) => `${query}&SAMLResponse=${evil(parties)}` }),
    'got SAMLRequest and SAMLResponse',
  ],
  'a second RelayState': [() => ({ tamperQuery: (query) => `${query}&RelayState=x` }), 'wanted one RelayState'],
  'a second Signature': [() => ({ tamperQuery: (query) => `${query}&Signature=x` }), 'wanted one Signature'],
  'a message under the name of the other kind': [
    () => ({ tamperQuery: replaceIn('SAMLRequest', 'SAMLResponse') }),
    'made by none',
  ],
  'another encoding': [() => ({ tamperQuery: (query) => `${query}&SAMLEncoding=urn:x` }), 'SAMLEncoding: wanted'],
  'a deflate bomb': [() => ({ encode: bomb }), 'more than 65536 bytes'],
  'what is not deflated': [() => ({ encode: (xml) => Buffer.from(xml).toString('base64') }), 'wanted DEFLATE'],
  'what is not base64': [() => ({ encode: () => '%%%' }), 'wanted base64'],
  'a wrong signature in the message, under a good one of the query': [
    ({ stranger }) => ({ edit: (xml) => signXml(xml, { privateKey: stranger.privateKey }) }),
    'made by none',
  ],
}

export const refusedPost: Refused = {
  'a second root': [() => ({ tamper: (xml) => `${xml}<x/>` }), 'XML: '],
  'RSA-SHA1': [
    ({ idp }) => ({
      sign: false,
      edit: (xml) =>
        signXml(xml, {
          privateKey: idp.privateKey,
          signatureMethod: sha1.uri,
          sign: (data, key) => sign('sha1', data, key),
        }),
    }),
    'rsa-sha1',
  ],
  'RSA-MD5': [
    ({ idp }) => ({
      sign: false,
      edit: (xml) =>
        signXml(xml, {
          privateKey: idp.privateKey,
          signatureMethod: md5.uri,
          sign: (data, key) => sign('md5', data, key),
        }),
    }),
    'rsa-md5',
  ],
  'a SHA-1 digest': [
    ({ idp }) => ({
      sign: false,
      edit: (xml) =>
        signXml(xml, {
          privateKey: idp.privateKey,
          digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1',
          digest: 'sha1',
        }),
    }),
    'sha1',
  ],
  'a name that was changed after it was signed': [
    () => ({ tamper: replaceIn('ana@acme.test', 'lima@acme.test') }),
    'the digest is wrong',
  ],
  'a name that a processing instruction changes': [
    () => ({ edit: replaceIn('ana@', 'not-ana@'), tamper: replaceIn('not-ana@', '<?x not-?>ana@') }),
    'XML: ',
  ],
  'a SessionIndex that was taken away': [
    () => ({ tamper: replaceIn(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, '') }),
    'the digest is wrong',
  ],
  'a signed request inside another one': [
    () => ({ tamper: (xml) => wrap(xml, (inner) => `<samlp:Extensions>${inner}</samlp:Extensions>`) }),
    'samlp:Extensions may not hold',
  ],
  'a signed request in an object of a signature': [
    () => ({
      tamper: (xml) => {
        const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? []
        const moved = signature.replace(
          '</ds:Signature>',
          `<ds:Object>${xml.replace(signature, '')}</ds:Object></ds:Signature>`,
        )
        return forge(xml).replace('</saml:Issuer>', `</saml:Issuer>${moved}`)
      },
    }),
    'may not hold ds:Object',
  ],
  'the signature of another element': [() => ({ tamper: (xml) => withSignature(forge(xml), xml) }), 'covers'],
  'the signature of another request of the same ID': [
    () => ({ tamper: (xml) => withSignature(forge(xml).replace('_evil', idOf(xml)), xml) }),
    'the digest is wrong',
  ],
  'a signature in another place': [
    () => ({
      tamper: (xml) => {
        const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? []
        return xml.replace(signature, '').replace('</samlp:LogoutRequest>', `${signature}</samlp:LogoutRequest>`)
      },
    }),
    'does not stand right after its Issuer',
  ],
  'an empty reference': [() => ({ tamper: replaceIn(/URI="#[^"]*"/, 'URI=""') }), 'wanted an ID'],
}

/** A request about somebody else's session, unsigned. */
const forge = (xml: string): string =>
  xml
    .replace(/<ds:Signature .*<\/ds:Signature>/s, '')
    .replace(/ ID="[^"]*"/, ' ID="_evil"')
    .replace('s-1', 's-2')
const wrap = (xml: string, place: (inner: string) => string): string =>
  forge(xml).replace('</saml:Issuer>', `</saml:Issuer>${place(xml)}`)
const withSignature = (xml: string, signed: string): string =>
  xml.replace('</saml:Issuer>', `</saml:Issuer>${/<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0]}`)
