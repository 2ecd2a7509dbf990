import { acsUrl, idpEntityId, minutes, swap, type Case } from './case.ts'

const status = (...codes: readonly string[]) => codes.map((code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`)
const destination = (value: string | null): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_DESTINATION_MISMATCH',
  deviate: { response: { destination: value } },
})
const issued = (issueInstant: string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_TIME_INVALID',
  deviate: { response: { issueInstant } },
})

/** Wrong words on the Response itself. */
export const envelope: readonly Case[] = [
  { name: 'another Destination', ...destination('https://other.test/acs') },
  { name: "another connection's Destination", ...destination(acsUrl.replace('acme', 'globex')) },
  { name: 'a Destination that only begins like ours', ...destination(`${acsUrl}.evil.test`) },
  { name: 'a Destination in other case', ...destination(acsUrl.toUpperCase()) },
  { name: 'an empty Destination', ...destination('') },
  { name: 'no Destination on a signed Response', ...destination(null) },
  {
    name: 'another Destination on an unsigned Response',
    expect: 'SAML_DESTINATION_MISMATCH',
    deviate: { sign: 'assertion', response: { destination: 'https://other.test/acs' } },
  },

  {
    name: 'another Issuer',
    expect: 'SAML_ISSUER_MISMATCH',
    deviate: { response: { issuer: 'https://idp.evil.test' } },
  },
  { name: 'an empty Issuer', expect: 'SAML_ISSUER_MISMATCH', deviate: { response: { issuer: '' } } },
  {
    name: 'an Issuer in another format',
    expect: 'SAML_ISSUER_MISMATCH',
    deviate: {
      editResponse: swap('<saml:Issuer', '<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"'),
    },
  },
  {
    name: 'two Issuers',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: {
      sign: 'assertion',
      editResponse: swap(
        '</saml:Issuer>',
        `</saml:Issuer><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idpEntityId}</saml:Issuer>`,
      ),
    },
  },
  {
    name: 'InResponseTo of another request',
    expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
    deviate: { response: { inResponseTo: 'login-2' } },
  },

  {
    name: 'a failure with an assertion',
    expect: 'SAML_STATUS_NOT_SUCCESS',
    deviate: { response: { statusCodes: status('Responder', 'AuthnFailed') } },
  },
  {
    name: 'NoPassive with an assertion',
    expect: 'SAML_STATUS_NOT_SUCCESS',
    deviate: { response: { statusCodes: status('Responder', 'NoPassive') } },
  },
  {
    name: 'Success inside a failure',
    expect: 'SAML_STATUS_NOT_SUCCESS',
    deviate: { response: { statusCodes: status('Responder', 'Success') } },
  },
  { name: 'no Status', expect: 'SAML_STATUS_NOT_SUCCESS', deviate: { response: { statusCodes: [] } } },
  {
    name: 'an unknown StatusCode',
    expect: 'SAML_STATUS_NOT_SUCCESS',
    deviate: { response: { statusCodes: ['Success'] } },
  },
  {
    name: 'a failure without an assertion',
    expect: 'SAML_STATUS_NOT_SUCCESS',
    deviate: {
      response: { statusCodes: status('Responder', 'AuthnFailed') },
      editResponse: swap(/<saml:Assertion .*<\/saml:Assertion>/, ''),
    },
  },
  {
    name: 'Success without an assertion',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editResponse: swap(/<saml:Assertion .*<\/saml:Assertion>/, '') },
  },

  { name: 'version 1.1', expect: 'SAML_ASSERTION_UNACCEPTABLE', deviate: { response: { version: '1.1' } } },
  { name: 'no version', expect: 'SAML_ASSERTION_UNACCEPTABLE', deviate: { editResponse: swap(' Version="2.0"', '') } },
  {
    name: 'no ID',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { sign: 'assertion', editResponse: swap(/ ID="[^"]*"/, '') },
  },

  { name: 'issued a year ago', ...issued(minutes(-60 * 24 * 365)) },
  { name: 'issued a quarter of an hour ago', ...issued(minutes(-15)) },
  { name: 'issued in the future', ...issued(minutes(5)) },
  {
    name: 'issued at no time',
    expect: 'SAML_TIME_INVALID',
    deviate: { editResponse: swap(/ IssueInstant="[^"]*"/, '') },
  },
  { name: 'issued in words', ...issued('Tue Jan 01 2030 12:00:00 UTC') },
  { name: 'issued in another zone', ...issued('2030-01-01T13:00:00+01:00') },
  { name: 'issued in local time', ...issued('2030-01-01T12:00:00') },
]
