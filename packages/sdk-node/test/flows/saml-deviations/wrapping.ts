import { cut, swap, type Case } from './case.ts'

const invalid = 'SAML_RESPONSE_INVALID'

/** The genuine assertion with another person in it and its own ID: what the forger wants to be read. */
function forge(xml: string, { keepId = false, keepSignature = false } = {}): string {
  let forged = cut(xml, 'saml:Assertion').replaceAll('ana@acme.test', 'someone-else@acme.test')
  if (!keepId) forged = forged.replace(/ ID="[^"]*"/, ' ID="_forged"')
  return keepSignature ? forged : forged.replace(/<ds:Signature .*?<\/ds:Signature>/, '')
}
const forgeResponse = (xml: string): string =>
  xml.replaceAll('ana@acme.test', 'someone-else@acme.test').replace(/ ID="[^"]*"/, ' ID="_forged"')
const genuine = (xml: string): string => cut(xml, 'saml:Assertion')
const signature = (xml: string): string => cut(genuine(xml), 'ds:Signature')
const withoutSignature = (xml: string): string => genuine(xml).replace(signature(xml), '')
const inAssertion = (tamper: (xml: string) => string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: invalid,
  deviate: { sign: 'assertion', tamper },
})
const inResponse = (tamper: (xml: string) => string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: invalid,
  deviate: { sign: 'response', tamper },
})

/** Signature wrapping: what is verified and what is read are two things. Named after Somorovsky et al., 2012. */
export const wrapping: readonly Case[] = [
  {
    name: 'XSW1: the signed response inside the signature of a forged one',
    ...inResponse((xml) =>
      forgeResponse(xml).replace('</ds:Signature>', `<ds:Object>${xml}</ds:Object></ds:Signature>`),
    ),
  },
  {
    name: 'XSW2: the signed response beside the signature of a forged one',
    ...inResponse((xml) => forgeResponse(xml).replace('<ds:Signature ', `${xml}<ds:Signature `)),
  },
  {
    name: 'XSW3: a forged assertion before the signed one',
    ...inAssertion((xml) => xml.replace('<saml:Assertion ', `${forge(xml)}<saml:Assertion `)),
  },
  {
    name: 'XSW4: the signed assertion inside a forged one',
    ...inAssertion((xml) =>
      xml.replace(genuine(xml), forge(xml).replace('</saml:Assertion>', `${genuine(xml)}</saml:Assertion>`)),
    ),
  },
  {
    name: 'XSW5: a forged assertion that keeps the signature, the signed one after it',
    ...inAssertion((xml) => xml.replace(genuine(xml), forge(xml, { keepSignature: true }) + withoutSignature(xml))),
  },
  {
    name: 'XSW6: the signed assertion inside the signature of a forged one',
    ...inAssertion((xml) =>
      xml.replace(
        genuine(xml),
        forge(xml, { keepSignature: true }).replace('</ds:Signature>', `${withoutSignature(xml)}</ds:Signature>`),
      ),
    ),
  },
  {
    name: 'XSW7: a forged assertion in Extensions',
    ...inAssertion((xml) =>
      xml.replace('<samlp:Status>', `<samlp:Extensions>${forge(xml)}</samlp:Extensions><samlp:Status>`),
    ),
  },
  {
    name: 'XSW8: the signed assertion in an Object of a forged one',
    ...inAssertion((xml) =>
      xml.replace(
        genuine(xml),
        forge(xml, { keepSignature: true }).replace(
          '</ds:Signature>',
          `<ds:Object>${withoutSignature(xml)}</ds:Object></ds:Signature>`,
        ),
      ),
    ),
  },
  {
    name: 'a forged assertion after the signed one',
    ...inAssertion((xml) => xml.replace('</samlp:Response>', `${forge(xml)}</samlp:Response>`)),
  },
  {
    name: 'a forged assertion of the same ID before the signed one',
    ...inAssertion((xml) => xml.replace('<saml:Assertion ', `${forge(xml, { keepId: true })}<saml:Assertion `)),
  },
  {
    name: 'a forged assertion of the same ID after the signed one',
    ...inAssertion((xml) => xml.replace('</samlp:Response>', `${forge(xml, { keepId: true })}</samlp:Response>`)),
  },
  {
    name: 'the signed assertion in Extensions, a forged one in its place',
    ...inAssertion((xml) =>
      xml
        .replace(genuine(xml), forge(xml))
        .replace('<samlp:Status>', `<samlp:Extensions>${genuine(xml)}</samlp:Extensions><samlp:Status>`),
    ),
  },
  {
    name: 'the signed assertion in the Advice of a forged one',
    ...inAssertion((xml) =>
      xml.replace(
        genuine(xml),
        forge(xml).replace('<saml:AuthnStatement', `<saml:Advice>${genuine(xml)}</saml:Advice><saml:AuthnStatement`),
      ),
    ),
  },
  {
    name: 'the signed assertion in an attribute of a forged one',
    ...inAssertion((xml) => xml.replace(genuine(xml), forge(xml).replace('>staff<', `>${genuine(xml)}<`))),
  },
  {
    name: 'the signed assertion in the StatusDetail, a forged one in its place',
    ...inAssertion((xml) =>
      xml
        .replace(genuine(xml), forge(xml))
        .replace('</samlp:Status>', `<samlp:StatusDetail>${genuine(xml)}</samlp:StatusDetail></samlp:Status>`),
    ),
  },
  { name: 'the same assertion twice', ...inAssertion((xml) => xml.replace(genuine(xml), genuine(xml) + genuine(xml))) },
  {
    name: 'a signed response inside an unsigned one',
    ...inResponse(
      (xml) =>
        `${forgeResponse(xml)
          .replace(/<ds:Signature .*?<\/ds:Signature>/, '')
          .replace('</samlp:Response>', '')}${xml}</samlp:Response>`,
    ),
  },
  { name: 'a signed response inside another element', ...inResponse((xml) => `<wrap>${xml}</wrap>`) },
  {
    name: 'a forged assertion in a namespace of the same prefix',
    ...inAssertion((xml) =>
      xml.replace(
        '<saml:Assertion ',
        `${forge(xml).replace('xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', 'xmlns:saml="urn:x"')}<saml:Assertion `,
      ),
    ),
  },
  {
    name: 'two assertions under one response signature',
    expect: invalid,
    deviate: { sign: 'response', editResponse: (xml) => xml.replace(genuine(xml), genuine(xml) + forge(xml)) },
  },
  {
    name: 'another ID attribute for the forged assertion',
    ...inAssertion((xml) =>
      xml.replace('<saml:Assertion ', `${forge(xml, { keepId: true }).replace(' ID=', ' Id=')}<saml:Assertion `),
    ),
  },
  {
    name: 'the ID of the assertion on the response too',
    ...inAssertion((xml) => xml.replace(/ ID="[^"]*"/, / ID="[^"]*"/.exec(genuine(xml))?.[0] ?? '')),
  },
  {
    name: 'the ID of the assertion on an attribute value',
    ...inAssertion((xml) =>
      xml.replace('<samlp:StatusCode', `<samlp:StatusCode${/ ID="[^"]*"/.exec(genuine(xml))?.[0]}`),
    ),
  },
  { name: 'a signed assertion without its response', ...inAssertion((xml) => genuine(xml)) },
  {
    name: 'an assertion of SAML 1.1',
    expect: invalid,
    deviate: {
      editAssertion: swap('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:oasis:names:tc:SAML:1.0:assertion'),
      sign: 'response',
    },
  },
]
