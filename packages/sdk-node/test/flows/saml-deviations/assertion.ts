import type { ConfirmationDraft } from '../../../src/saml-idp/response-draft.ts'
import { acsUrl, minutes, spEntityId, swap, type Case } from './case.ts'

const confirmation = (changes: Partial<ConfirmationDraft> = {}): ConfirmationDraft => ({
  method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  data: { recipient: acsUrl, inResponseTo: 'login-1', notBefore: null, notOnOrAfter: minutes(5) },
  ...changes,
})
const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'
const audiences = (...values: readonly string[]): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_AUDIENCE_MISMATCH',
  deviate: { conditions: { audiences: values } },
})
const recipient = (value: string | null): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_RECIPIENT_MISMATCH',
  deviate: { confirmationData: { recipient: value } },
})
const answers = (inResponseTo: string | null): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
  deviate: { confirmationData: { inResponseTo } },
})
const nameId = (value: string): Pick<Case, 'expect' | 'deviate'> => ({
  expect: 'SAML_SUBJECT_INVALID',
  deviate: { subject: { nameId: { value, format: unspecified } } },
})

/** Wrong words inside a signature that is good. */
export const assertion: readonly Case[] = [
  {
    name: 'another Issuer',
    expect: 'SAML_ISSUER_MISMATCH',
    deviate: { assertion: { issuer: 'https://idp.evil.test' } },
  },
  {
    name: 'an Issuer that only begins like ours',
    expect: 'SAML_ISSUER_MISMATCH',
    deviate: { editAssertion: swap('</saml:Issuer>', '.evil.test</saml:Issuer>') },
  },
  { name: 'no Issuer', expect: 'SAML_ISSUER_MISMATCH', deviate: { sign: 'response', assertion: { issuer: null } } },
  { name: 'version 1.1', expect: 'SAML_ASSERTION_UNACCEPTABLE', deviate: { assertion: { version: '1.1' } } },
  { name: 'issued an hour ago', expect: 'SAML_TIME_INVALID', deviate: { assertion: { issueInstant: minutes(-60) } } },
  { name: 'issued in the future', expect: 'SAML_TIME_INVALID', deviate: { assertion: { issueInstant: minutes(5) } } },
  {
    name: 'issued on 30 February',
    expect: 'SAML_TIME_INVALID',
    deviate: { assertion: { issueInstant: '2030-02-30T12:00:00Z' } },
  },

  { name: 'another audience', ...audiences('https://other.test') },
  { name: 'several audiences without us', ...audiences('https://other.test', 'https://third.test') },
  { name: 'an audience that only begins like ours', ...audiences(`${spEntityId}/x`) },
  { name: 'an audience in other case', ...audiences(spEntityId.toUpperCase()) },
  { name: 'no audience', ...audiences() },
  { name: 'no Conditions', expect: 'SAML_AUDIENCE_MISMATCH', deviate: { assertion: { conditions: null } } },
  {
    name: 'a second restriction without us',
    expect: 'SAML_AUDIENCE_MISMATCH',
    deviate: {
      editAssertion: swap(
        '</saml:Conditions>',
        '<saml:AudienceRestriction><saml:Audience>urn:x</saml:Audience></saml:AudienceRestriction></saml:Conditions>',
      ),
    },
  },
  {
    name: 'a restriction to nobody',
    expect: 'SAML_AUDIENCE_MISMATCH',
    deviate: { editAssertion: swap('</saml:Conditions>', '<saml:AudienceRestriction/></saml:Conditions>') },
  },
  {
    name: 'a condition nobody knows',
    expect: 'SAML_ASSERTION_UNACCEPTABLE',
    deviate: {
      editAssertion: swap(
        '</saml:Conditions>',
        '<saml:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:x" xsi:type="x:Weekdays"/></saml:Conditions>',
      ),
    },
  },
  {
    name: 'a condition of another standard',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editAssertion: swap('</saml:Conditions>', '<x:Weekdays xmlns:x="urn:x"/></saml:Conditions>') },
  },
  { name: 'Conditions not yet valid', expect: 'SAML_TIME_INVALID', deviate: { conditions: { notBefore: minutes(2) } } },
  {
    name: 'Conditions over for two minutes',
    expect: 'SAML_TIME_INVALID',
    deviate: { conditions: { notOnOrAfter: minutes(-2) } },
  },
  {
    name: 'Conditions over at the very end of the skew',
    expect: 'SAML_TIME_INVALID',
    deviate: { conditions: { notOnOrAfter: minutes(-1) } },
  },
  {
    name: 'Conditions with an unreadable end',
    expect: 'SAML_TIME_INVALID',
    deviate: { conditions: { notOnOrAfter: 'never' } },
  },
  { name: 'Conditions with an empty end', expect: 'SAML_TIME_INVALID', deviate: { conditions: { notOnOrAfter: '' } } },
  {
    name: 'two Conditions',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editAssertion: swap('</saml:Conditions>', '</saml:Conditions><saml:Conditions/>') },
  },

  { name: 'another Recipient', ...recipient('https://other.test/acs') },
  { name: "another connection's Recipient", ...recipient(acsUrl.replace('acme', 'globex')) },
  { name: 'a Recipient that only begins like ours', ...recipient(`${acsUrl}/x`) },
  { name: 'no Recipient', ...recipient(null) },
  {
    name: 'a confirmation over for two minutes',
    expect: 'SAML_TIME_INVALID',
    deviate: { confirmationData: { notOnOrAfter: minutes(-2) } },
  },
  {
    name: 'a confirmation without an end',
    expect: 'SAML_TIME_INVALID',
    deviate: { confirmationData: { notOnOrAfter: null } },
  },
  {
    name: 'a confirmation with a beginning',
    expect: 'SAML_TIME_INVALID',
    deviate: { confirmationData: { notBefore: minutes(-1) } },
  },
  { name: 'the answer to another request', ...answers('login-2') },
  { name: 'the answer to no request', ...answers(null) },
  { name: 'the answer to a request without a name', ...answers('') },
  { name: 'no confirmation', expect: 'SAML_SUBJECT_INVALID', deviate: { subject: { confirmations: [] } } },
  { name: 'a confirmation without data', expect: 'SAML_RECIPIENT_MISMATCH', deviate: { confirmation: { data: null } } },
  {
    name: 'a holder-of-key confirmation',
    expect: 'SAML_SUBJECT_INVALID',
    deviate: { confirmation: { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' } },
  },
  {
    name: 'a sender-vouches confirmation',
    expect: 'SAML_SUBJECT_INVALID',
    deviate: { confirmation: { method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' } },
  },
  {
    name: 'two confirmations that fit',
    expect: 'SAML_SUBJECT_INVALID',
    deviate: { subject: { confirmations: [confirmation(), confirmation()] } },
  },

  { name: 'no Subject', expect: 'SAML_SUBJECT_INVALID', deviate: { assertion: { subject: null } } },
  { name: 'no NameID', expect: 'SAML_SUBJECT_INVALID', deviate: { subject: { nameId: null } } },
  { name: 'an empty NameID', ...nameId('') },
  { name: 'a blank NameID', ...nameId(' \n\t') },
  {
    name: 'two NameIDs',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editAssertion: swap('</saml:NameID>', '</saml:NameID><saml:NameID>other@acme.test</saml:NameID>') },
  },
  {
    name: 'elements inside the NameID',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editAssertion: swap('</saml:NameID>', '<x xmlns="urn:x">.evil.test</x></saml:NameID>') },
  },
  {
    name: 'the NameID in an attribute instead',
    expect: 'SAML_SUBJECT_INVALID',
    deviate: { subject: { nameId: null } },
    person: { attributes: { nameID: ['ana@acme.test'], NameID: ['ana@acme.test'] } },
  },

  {
    name: 'no AuthnStatement',
    expect: 'SAML_ASSERTION_UNACCEPTABLE',
    deviate: { assertion: { authnStatement: null } },
  },
  {
    name: 'a session that is over',
    expect: 'SAML_TIME_INVALID',
    deviate: { authnStatement: { sessionNotOnOrAfter: minutes(-1) } },
  },
  {
    name: 'a session that ends now',
    expect: 'SAML_TIME_INVALID',
    deviate: { authnStatement: { sessionNotOnOrAfter: minutes(0) } },
  },
  {
    name: 'authenticated at no readable time',
    expect: 'SAML_TIME_INVALID',
    deviate: { authnStatement: { authnInstant: 'today' } },
  },
  {
    name: 'another authentication context than we asked for',
    expect: 'SAML_ASSERTION_UNACCEPTABLE',
    connection: { authnContext: { classRefs: ['urn:oasis:names:tc:SAML:2.0:ac:classes:X509'], comparison: 'exact' } },
  },
  {
    name: 'an element SAML does not know',
    expect: 'SAML_RESPONSE_INVALID',
    deviate: { editAssertion: swap('</saml:Assertion>', '<x xmlns="urn:x"/></saml:Assertion>') },
  },
]
