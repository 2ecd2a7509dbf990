import { loginId, type Case } from './case.ts'

/** Responses nobody asked for, and responses to somebody else's question. */
export const unsolicited: readonly Case[] = [
  { name: 'a launch, where launches are taken', expect: 'accepted', launched: true },
  { name: 'a launch, only the assertion signed', expect: 'accepted', launched: true, deviate: { sign: 'assertion' } },
  {
    name: 'a launch in the place of our answer',
    expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
    launched: true,
    requestId: loginId,
  },
  {
    name: 'a launch with our request written on the unsigned Response',
    expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
    launched: true,
    requestId: loginId,
    deviate: { sign: 'assertion', response: { inResponseTo: loginId } },
  },
  { name: 'our answer as a launch', expect: 'SAML_IN_RESPONSE_TO_MISMATCH', requestId: null },
  {
    name: 'our answer as a launch, InResponseTo taken off the unsigned Response',
    expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
    requestId: null,
    deviate: { sign: 'assertion', response: { inResponseTo: null } },
  },
  { name: 'the answer to an earlier login', expect: 'SAML_IN_RESPONSE_TO_MISMATCH', requestId: 'login-0' },
  {
    name: 'the answer to an earlier login, relabelled on the unsigned Response',
    expect: 'SAML_IN_RESPONSE_TO_MISMATCH',
    requestId: 'login-0',
    deviate: { sign: 'assertion', response: { inResponseTo: 'login-0' } },
  },
]
