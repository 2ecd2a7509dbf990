import { swap, type Case } from './case.ts'

const invalid = 'SAML_RESPONSE_INVALID'
const tampered = (tamper: (xml: string) => string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: invalid,
  deviate: { tamper },
})
const edited = (editAssertion: (xml: string) => string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: invalid,
  deviate: { editAssertion },
})
const field = (tamperField: (field: string) => string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: invalid,
  deviate: { tamperField },
})
const encode = (text: string | Buffer): string => Buffer.from(text).toString('base64')

/** Form fields and XML that no careful reader takes. */
export const documents: readonly Case[] = [
  {
    name: 'no SAMLResponse',
    expect: invalid,
    params: (form) => new URLSearchParams([...form].filter(([name]) => name !== 'SAMLResponse')),
  },
  { name: 'an empty SAMLResponse', ...field(() => '') },
  { name: 'two SAMLResponses', expect: invalid, params: (form) => new URLSearchParams([...form, ...form]) },
  { name: 'no base64', ...field(() => '<samlp:Response/>') },
  { name: 'base64 with a stray character', ...field((text) => `${text.slice(0, 100)}*${text.slice(100)}`) },
  { name: 'base64 of the web kind', ...field(() => 'PHg-_w==') },
  { name: 'base64 in base64', ...field(encode) },
  { name: 'bytes that are no UTF-8', ...field(() => encode(Buffer.of(0x3c, 0xff, 0xfe))) },
  { name: 'UTF-16', ...field((text) => encode(Buffer.from(Buffer.from(text, 'base64').toString(), 'utf16le'))) },
  { name: '300 KiB', ...tampered((xml) => xml + ' '.repeat(300 * 1024)) },
  { name: 'no XML', ...tampered(() => 'hello') },
  { name: 'HTML', ...tampered(() => '<!doctype html><html><body>Error</body></html>') },
  { name: 'JSON', ...tampered(() => '{"ok":true}') },

  { name: 'a document type', ...tampered((xml) => `<!DOCTYPE samlp:Response>${xml}`) },
  {
    name: 'a document type with an entity',
    ...tampered((xml) => `<!DOCTYPE r [<!ENTITY e "x">]>${xml.replace('>staff<', '>&e;<')}`),
  },
  { name: 'an external entity', ...tampered((xml) => `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml}`) },
  { name: 'an unknown entity', ...tampered(swap('>staff<', '>st&nbsp;ff<')) },
  {
    name: 'a comment in the NameID',
    ...tampered(swap('>ana@acme.test</saml:NameID>', '>ana@acme.test<!-- x --></saml:NameID>')),
  },
  { name: 'a comment before the document', ...tampered((xml) => `<!-- x -->${xml}`) },
  { name: 'a comment in a signed value', ...tampered(swap('>staff<', '>sta<!---->ff<')) },
  {
    name: 'a processing instruction in the NameID',
    ...tampered(swap('>ana@acme.test</saml:NameID>', '>ana@acme.test<?x y?></saml:NameID>')),
  },
  { name: 'a processing instruction that spells the rest of a value', ...tampered(swap('>staff<', '><?x?>staff<')) },
  { name: 'a stylesheet instruction before the document', ...tampered((xml) => `<?xml-stylesheet href="x"?>${xml}`) },
  { name: 'text after the document', ...tampered((xml) => `${xml}x`) },
  { name: 'a second document', ...tampered((xml) => xml + xml) },
  { name: 'an element after the document', ...tampered((xml) => `${xml}<x/>`) },
  { name: 'half a document', ...tampered((xml) => xml.slice(0, -200)) },
  { name: 'a NUL character', ...tampered(swap('>staff<', '>sta\u0000ff<')) },
  { name: 'a character reference to NUL', ...tampered(swap('>staff<', '>sta&#0;ff<')) },
  { name: 'a prefix that is not declared', ...tampered(swap('>staff<', '><y:x/><')) },
  { name: 'a relative namespace', ...tampered(swap('<samlp:Status>', '<samlp:Status xmlns:x="relative">')) },
  { name: 'an attribute twice', ...tampered(swap(' Version="2.0"', ' Version="2.0" Version="2.0"')) },
  { name: 'XML 1.1', ...tampered((xml) => `<?xml version="1.1"?>${xml}`) },
  {
    name: 'a declared encoding that is not used',
    ...tampered((xml) => `<?xml version="1.0" encoding="UTF-7"?>${xml}`),
  },

  { name: 'ten thousand elements', ...edited(swap('>staff<', `>${'<x xmlns=""/>'.repeat(10_000)}<`)) },
  { name: 'a hundred levels', ...edited(swap('>staff<', `>${'<x xmlns="">'.repeat(100)}${'</x>'.repeat(100)}<`)) },
  {
    name: 'a hundred attributes on one tag',
    ...tampered(
      swap('<samlp:Status>', `<samlp:Status${Array.from({ length: 100 }, (_, index) => ` a${index}=""`).join('')}>`),
    ),
  },
  {
    name: 'a hundred elements beside the assertion',
    ...tampered(swap('</samlp:Response>', `${'<x/>'.repeat(100)}</samlp:Response>`)),
  },
  {
    name: 'five thousand values',
    expect: invalid,
    person: { groups: Array.from({ length: 5000 }, (_, index) => `${index}`) },
  },

  { name: 'another message', ...tampered((xml) => xml.replaceAll('samlp:Response', 'samlp:LogoutResponse')) },
  {
    name: 'a response of another namespace',
    ...tampered(swap('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:1.0:protocol')),
  },
  { name: 'an unknown element in the response', ...tampered(swap('<samlp:Status>', '<samlp:Statue/><samlp:Status>')) },
]
