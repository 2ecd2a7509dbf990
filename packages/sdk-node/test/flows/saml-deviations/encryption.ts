import { cut, swap, type Case, type Keys } from './case.ts'

const accepted = 'accepted'
const invalid = 'SAML_RESPONSE_INVALID'
const opens = ({ sp }: Keys) => ({ decryptionKeys: [sp] })
const forUs = ({ sp }: Keys) => ({ encrypt: { certificate: sp.certificate } })
const cbc = ({ sp }: Keys) => ({ encrypt: { certificate: sp.certificate, algorithm: 'aes256-cbc' } }) as const
const tampered = (tamper: (xml: string) => string): Pick<Case, 'expect' | 'deviate' | 'connection'> => ({
  expect: invalid,
  connection: opens,
  deviate: (keys) => ({ ...forUs(keys), sign: 'assertion', tamper }),
})
const lastBits = swap(
  /(<xenc:CipherValue>[^<]{200})/,
  (found) => found.slice(0, -1) + (found.endsWith('A') ? 'B' : 'A'),
)

/** Encrypted assertions. */
export const encryption: readonly Case[] = [
  ...(['assertion', 'response', 'both'] as const).map((sign): Case => ({
    name: `AES-256-GCM, signed: ${sign}`,
    expect: accepted,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), sign }),
  })),
  {
    name: 'AES-128-GCM',
    expect: accepted,
    connection: opens,
    deviate: ({ sp }) => ({ encrypt: { certificate: sp.certificate, algorithm: 'aes128-gcm' } }),
  },
  { name: 'AES-256-CBC inside a signed Response', expect: accepted, connection: opens, deviate: cbc },
  {
    name: 'AES-256-CBC, only the response signed',
    expect: accepted,
    connection: opens,
    deviate: (keys) => ({ ...cbc(keys), sign: 'response' }),
  },
  {
    name: 'the second of two decryption keys, while a rollover lasts',
    expect: accepted,
    connection: ({ other, sp }) => ({ decryptionKeys: [other, sp] }),
    deviate: forUs,
  },
  {
    name: 'AES-256-CBC without a Response signature',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...cbc(keys), sign: 'assertion' }),
  },
  {
    name: 'no signature, inside or outside',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), sign: 'none' }),
  },
  {
    name: "somebody else's signature inside",
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), sign: 'assertion', key: keys.other }),
  },
  {
    name: 'for somebody else',
    expect: invalid,
    connection: opens,
    deviate: ({ other }) => ({ encrypt: { certificate: other.certificate } }),
  },
  { name: 'without a key of ours', expect: invalid, deviate: forUs },
  { name: 'changed cipher text', ...tampered(lastBits) },
  {
    name: 'changed cipher text in CBC',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...cbc(keys), tamper: lastBits }),
  },
  { name: 'a broken key', ...tampered(swap(/<e:CipherValue>.{20}/, '<e:CipherValue>AAAAAAAAAAAAAAAAAAAA')) },
  { name: 'RSA 1.5 key transport', ...tampered(swap('rsa-oaep-mgf1p', 'rsa-1_5')) },
  {
    name: 'Triple DES',
    ...tampered(swap('http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc')),
  },
  {
    name: 'GCM relabelled as CBC',
    ...tampered(swap('http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc')),
  },
  { name: 'another key length than the cipher has', ...tampered(swap('aes256-gcm', 'aes128-gcm')) },
  {
    name: 'two encrypted assertions',
    ...tampered((xml) => xml.replace(cut(xml, 'saml:EncryptedAssertion'), (found) => found + found)),
  },
  {
    name: 'a plain assertion beside it',
    ...tampered(
      swap(
        '</samlp:Response>',
        '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_f"/></samlp:Response>',
      ),
    ),
  },
  {
    name: 'a CipherReference instead of a value',
    ...tampered(
      swap(/<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/, '<xenc:CipherReference URI="https://other.test/"/>'),
    ),
  },
  {
    name: 'a Response as the content',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({
      ...forUs(keys),
      tamperAssertion: (xml) =>
        `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r">${xml}</samlp:Response>`,
    }),
  },
  {
    name: 'two assertions as the content',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), tamperAssertion: (xml) => xml + xml }),
  },
  {
    name: 'a document type in the content',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), tamperAssertion: (xml) => `<!DOCTYPE x>${xml}` }),
  },
  {
    name: 'a changed assertion as the content',
    expect: invalid,
    connection: opens,
    deviate: (keys) => ({ ...forUs(keys), tamperAssertion: swap('>staff<', '>owner<') }),
  },
]
