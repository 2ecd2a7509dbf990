import { beforeAll, describe, expect, test } from 'vitest'
import {
  acsUrl,
  createConnection,
  finish,
  idpEntityId,
  instant,
  refusal,
  requestId,
  seal,
  spEntityId,
} from '../../test/support/saml-trial.ts'
import type { AuthErrorCode } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import type { IssueResponseOptions } from '../saml-idp/issue-response-options.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import type { SamlDeviation } from '../testing/saml-deviation.ts'

let idp: SigningKey
let connection: SamlConnection
beforeAll(async () => {
  idp = await createTestKey()
  connection = createConnection(idp)
})

/** A response that is right but for one thing. */
interface Case {
  readonly deviation?: SamlDeviation
  readonly changes?: Partial<IssueResponseOptions>
  readonly connection?: Partial<SamlConnection>
  /** @default the request that was answered */
  readonly request?: string | null
}

/** A connection that maps the subject to an attribute. */
const mapped: Partial<SamlConnection> = {
  attributes: {
    subject: ['userId'],
    email: ['email'],
    username: [],
    firstName: [],
    lastName: [],
    name: [],
    groups: [],
  },
}

async function login({ deviation, changes, connection: other, request = requestId }: Case): Promise<unknown> {
  return finish(await seal(idp, deviation, changes), { ...connection, ...other }, request)
}

const other = 'https://other.example.test'
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'
const status = (name: string): string => `urn:oasis:names:tc:SAML:2.0:status:${name}`
const entity = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
const holder = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'
const password = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'
const edit = (from: string | RegExp, to: string): SamlDeviation => ({ editAssertion: (xml) => xml.replace(from, to) })
const editResponse = (from: string | RegExp, to: string): SamlDeviation => ({
  editResponse: (xml) => xml.replace(from, to),
})
const bearer = (data: string): string =>
  `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData ${data}/></saml:SubjectConfirmation></saml:Subject>`
const fitting = `Recipient="${acsUrl}" InResponseTo="${requestId}" NotOnOrAfter="${instant(60)}"`
const unsolicited: Case = { changes: { inResponseTo: null }, request: null }
const blankSubject: SamlDeviation = { subject: { nameId: null } }

const refused: Readonly<Partial<Record<AuthErrorCode, Readonly<Record<string, Case>>>>> = {
  SAML_STATUS_NOT_SUCCESS: {
    'a status other than Success, although an assertion is there': {
      deviation: { response: { statusCodes: [status('Responder'), status('AuthnFailed')] } },
    },
    'Success in second place': { deviation: { response: { statusCodes: [status('Responder'), success] } } },
    'no status': { deviation: { response: { statusCodes: [] } } },
  },
  SAML_ASSERTION_UNACCEPTABLE: {
    'a Response of version 1.1': { deviation: { response: { version: '1.1' } } },
    'an Assertion of version 1.1': { deviation: { assertion: { version: '1.1' } } },
    'a Response without a version': { deviation: editResponse(' Version="2.0"', '') },
    'a condition nobody knows': {
      deviation: edit(
        '</saml:Conditions>',
        '<saml:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:x" xsi:type="x:Only"/></saml:Conditions>',
      ),
    },
    'no AuthnStatement': { deviation: { assertion: { authnStatement: null } } },
    'another authentication context than the exact one we asked for': {
      connection: { authnContext: { classRefs: [password], comparison: 'exact' } },
    },
    'no authentication context when we asked for an exact one': {
      deviation: edit(/<saml:AuthnContextClassRef>.*<\/saml:AuthnContextClassRef>/, ''),
      connection: { authnContext: { classRefs: [password], comparison: 'exact' } },
    },
  },
  SAML_ISSUER_MISMATCH: {
    'an Assertion of another issuer': { deviation: { assertion: { issuer: other } } },
    'an Assertion without an issuer': { deviation: { sign: 'response', assertion: { issuer: null } } },
    'a Response of another issuer': { deviation: { response: { issuer: other } } },
    'an unsigned Response of another issuer': { deviation: { response: { issuer: other }, sign: 'assertion' } },
    'an issuer that only begins like ours': { deviation: { assertion: { issuer: `${idpEntityId}2` } } },
    'an issuer in another format': {
      deviation: edit('<saml:Issuer>', '<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">'),
    },
  },
  SAML_DESTINATION_MISMATCH: {
    'a signed Response to another address': { deviation: { response: { destination: other } } },
    'a signed Response without an address': { deviation: { response: { destination: null } } },
    'an unsigned Response to another address': { deviation: { response: { destination: other }, sign: 'assertion' } },
    'an address that only begins like ours': { deviation: { response: { destination: `${acsUrl}/x` } } },
    'an empty address': { deviation: { response: { destination: '' }, sign: 'assertion' } },
  },
  SAML_AUDIENCE_MISMATCH: {
    'another audience': { deviation: { conditions: { audiences: [other] } } },
    'no AudienceRestriction': { deviation: { conditions: { audiences: [] } } },
    'no Conditions': { deviation: { assertion: { conditions: null } } },
    'a second restriction that leaves us out': {
      deviation: edit(
        '</saml:Conditions>',
        `<saml:AudienceRestriction><saml:Audience>${other}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
      ),
    },
    'an AudienceRestriction without an audience': { deviation: edit(/<saml:Audience>.*<\/saml:Audience>/, '') },
    'an audience that only begins like us': { deviation: { conditions: { audiences: [`${spEntityId}2`] } } },
  },
  SAML_RECIPIENT_MISMATCH: {
    'another recipient': { deviation: { confirmationData: { recipient: other } } },
    'no recipient': { deviation: { confirmationData: { recipient: null } } },
    'no SubjectConfirmationData': { deviation: { confirmation: { data: null } } },
  },
  SAML_SUBJECT_INVALID: {
    'no SubjectConfirmation': { deviation: { subject: { confirmations: [] } } },
    'no Subject': { deviation: { assertion: { subject: null } } },
    'holder of key alone': { deviation: { confirmation: { method: holder } } },
    'sender vouches': { deviation: { confirmation: { method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' } } },
    'two bearer confirmations that fit': { deviation: edit('</saml:Subject>', bearer(fitting)) },
    'no NameID and no mapped subject': { deviation: blankSubject },
    'an empty NameID': { deviation: { subject: { nameId: { value: '', format: null } } } },
    'a blank NameID': { deviation: { subject: { nameId: { value: ' \t\n', format: null } } } },
    'a NameID that is only an attribute of that name': {
      deviation: blankSubject,
      changes: { attributes: { nameID: ['ana'], NameID: ['ana'] } },
    },
    'a mapped subject that is blank': { connection: mapped, changes: { attributes: { userId: [' ', ''] } } },
    'no mapped subject, though there is a NameID': { connection: mapped },
  },
  SAML_TIME_INVALID: {
    'Conditions that are over': { deviation: { conditions: { notOnOrAfter: instant(-60) } } },
    'Conditions that have not begun': { deviation: { conditions: { notBefore: instant(61) } } },
    'a confirmation that is over': { deviation: { confirmationData: { notOnOrAfter: instant(-60) } } },
    'a confirmation without an end': { deviation: { confirmationData: { notOnOrAfter: null } } },
    'a confirmation with a beginning': { deviation: { confirmationData: { notBefore: instant(-600) } } },
    'a Response issued too long ago': { deviation: { response: { issueInstant: instant(-661) } } },
    'an Assertion issued too long ago': { deviation: { assertion: { issueInstant: instant(-661) } } },
    'a Response issued in the future': { deviation: { response: { issueInstant: instant(61) } } },
    'an Assertion issued in the future': { deviation: { assertion: { issueInstant: instant(61) } } },
    'a session that is over': { deviation: { authnStatement: { sessionNotOnOrAfter: instant(0) } } },
    'a local time': { deviation: { conditions: { notOnOrAfter: '2026-03-01T13:00:00' } } },
    'a time in another zone': { deviation: { confirmationData: { notOnOrAfter: '2026-03-01T14:00:00+01:00' } } },
    'a time in words': { deviation: { assertion: { issueInstant: 'Sun, 01 Mar 2026 12:00:00 GMT' } } },
    'a Response without IssueInstant': { deviation: editResponse(/ IssueInstant="[^"]*"/, '') },
    'an Assertion without IssueInstant': { deviation: edit(/ IssueInstant="[^"]*"/, '') },
    'an AuthnStatement without AuthnInstant': { deviation: edit(/ AuthnInstant="[^"]*"/, '') },
  },
  SAML_IN_RESPONSE_TO_MISMATCH: {
    'the answer to another request': { request: 'login-2' },
    'an assertion that answers another request in a Response that answers ours': {
      deviation: { confirmationData: { inResponseTo: 'login-2' } },
    },
    'an assertion that answers none in a Response that answers ours': {
      deviation: { confirmationData: { inResponseTo: null } },
    },
    'the same with the Response unsigned, where an attacker writes our id': {
      deviation: { confirmationData: { inResponseTo: null }, sign: 'assertion' },
    },
    'a Response that answers another request than its assertion': {
      deviation: { response: { inResponseTo: 'login-2' } },
    },
    'an answer when nobody asked': { request: null },
    'an assertion that answers when nobody asked, the Response stripped': {
      deviation: { response: { inResponseTo: null }, sign: 'assertion' },
      request: null,
    },
    'a Response that answers when nobody asked': {
      deviation: { confirmationData: { inResponseTo: null } },
      request: null,
    },
    'no answer when we asked': { changes: { inResponseTo: null } },
    'an empty InResponseTo when nobody asked': {
      ...unsolicited,
      deviation: { confirmationData: { inResponseTo: '' } },
    },
  },
  SAML_RESPONSE_INVALID: {
    'two NameIDs': { deviation: edit('</saml:NameID>', '</saml:NameID><saml:NameID>other@acme.test</saml:NameID>') },
    'a NameID with an element in it': { deviation: edit('</saml:NameID>', '<saml:x/></saml:NameID>') },
    'two Issuers': { deviation: edit('<saml:Subject>', `<saml:Issuer>${idpEntityId}</saml:Issuer><saml:Subject>`) },
    'an Audience with an element in it': { deviation: edit('</saml:Audience>', '<x/></saml:Audience>') },
    'an Attribute without a name': { deviation: edit('Name="email"', '') },
    'Success without an assertion': {
      deviation: { sign: 'response', editResponse: (xml) => xml.replace(/<saml:Assertion.*<\/saml:Assertion>/, '') },
    },
    'an element of SAML that does not belong there': {
      deviation: edit('<saml:Subject>', '<saml:Audience>x</saml:Audience><saml:Subject>'),
    },
    'an element nobody knows': { deviation: edit('<saml:Subject>', '<x/><saml:Subject>') },
  },
}

describe('a response is refused for', () => {
  for (const [code, cases] of Object.entries(refused)) {
    test.each(Object.entries(cases))(`${code}: %s`, async (_what, each) => {
      expect(await refusal(login(each))).toMatchObject({ code })
    })
  }

  test('an error, whose codes and message go to the log', async () => {
    const xml = await seal(idp, {
      response: { statusCodes: [status('Responder'), status('AuthnFailed')], statusMessage: 'wrong\npassword' },
      sign: 'response',
      editResponse: (text) => text.replace(/<saml:Assertion.*<\/saml:Assertion>/, ''),
    })
    const { code, detail, say } = await refusal(finish(xml, connection))
    expect(code).toBe('SAML_STATUS_NOT_SUCCESS')
    expect(detail).toBe(
      `status: wanted ${success}, got "${status('Responder')}" > "${status('AuthnFailed')}", message "wrong\\npassword"`,
    )
    expect(say).not.toContain('password')
  })
})

const accepted: Readonly<Record<string, Case>> = {
  'no issuer on the Response': { deviation: { response: { issuer: null }, sign: 'assertion' } },
  'the entity format spelled out': { deviation: edit('<saml:Issuer>', `<saml:Issuer Format="${entity}">`) },
  'no address on an unsigned Response': { deviation: { response: { destination: null }, sign: 'assertion' } },
  'several audiences, one of them ours': { deviation: { conditions: { audiences: [other, spEntityId] } } },
  'white space around audience and issuer': {
    deviation: { conditions: { audiences: [`\n ${spEntityId} `] }, assertion: { issuer: ` ${idpEntityId}\n` } },
  },
  'a second bearer confirmation for someone else': {
    deviation: edit('</saml:Subject>', bearer(fitting.replace(acsUrl, other))),
  },
  'a second bearer confirmation that is over': {
    deviation: edit('</saml:Subject>', bearer(fitting.replace(instant(60), instant(-600)))),
  },
  'Conditions that are over within the skew': { deviation: { conditions: { notOnOrAfter: instant(-59) } } },
  'Conditions that have not begun within the skew': { deviation: { conditions: { notBefore: instant(60) } } },
  'a confirmation that is over within the skew': { deviation: { confirmationData: { notOnOrAfter: instant(-59) } } },
  'an Assertion issued just now by a clock before ours': { deviation: { assertion: { issueInstant: instant(60) } } },
  'an Assertion as old as may be': { deviation: { assertion: { issueInstant: instant(-660) } } },
  'times with seven decimals': { deviation: { conditions: { notOnOrAfter: '2026-03-01T12:05:00.1234567Z' } } },
  'no InResponseTo on the Response': { deviation: { response: { inResponseTo: null } } },
  'the context we asked for': {
    deviation: { authnStatement: { authnContext: password } },
    connection: { authnContext: { classRefs: ['urn:x', password], comparison: 'exact' } },
  },
  'any context when we did not insist': {
    connection: { authnContext: { classRefs: [password], comparison: 'minimum' } },
  },
  'a mapped subject and no NameID': {
    deviation: blankSubject,
    connection: mapped,
    changes: { attributes: { userId: ['u-1'] } },
  },
  'no InResponseTo when nobody asked': unsolicited,
}

describe('a response is accepted with', () => {
  test.each(Object.entries(accepted))('%s', async (_what, each) => {
    await expect(login(each)).resolves.toBeDefined()
  })
})
