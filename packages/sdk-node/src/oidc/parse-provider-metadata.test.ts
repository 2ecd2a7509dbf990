import { expect, test } from 'vitest'
import type { OidcConnection } from '../model/connection.ts'
import { parseProviderMetadata } from './parse-provider-metadata.ts'

const issuer = 'https://idp.example.test'
const document = {
  issuer,
  authorization_endpoint: `${issuer}/authorize?tenant=1`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: 'https://keys.example.test/jwks',
}
const parse = (changes: object = {}, connection: Partial<OidcConnection> = {}) =>
  parseProviderMetadata(
    { ...document, ...changes },
    {
      issuer,
      insecureAllowPrivateNetwork: false,
      ...connection,
    },
  )

test('keeps what we use and nothing else', () => {
  expect(parse({ mtls_endpoint_aliases: { token_endpoint: 'https://x.test' }, registration_endpoint: 'x' })).toEqual({
    ...document,
    require_pushed_authorization_requests: false,
    authorization_response_iss_parameter_supported: false,
  })
})

test('reads flags only when they are true', () => {
  const flags = { require_pushed_authorization_requests: 'true', authorization_response_iss_parameter_supported: true }
  expect(parse(flags)).toMatchObject({
    require_pushed_authorization_requests: false,
    authorization_response_iss_parameter_supported: true,
  })
})

test('keeps of the announced algorithms those we take', () => {
  const announced = ['none', 'HS256', 'RS256', 'EdDSA', 7]
  expect(parse({ id_token_signing_alg_values_supported: announced }).id_token_signing_alg_values_supported).toEqual([
    'RS256',
    'EdDSA',
  ])
  expect(() => parse({ id_token_signing_alg_values_supported: ['HS256'] })).toThrow('got [HS256]')
})

test('takes only the very issuer', () => {
  for (const other of [
    `${issuer}/`,
    'https://IDP.example.test',
    'http://idp.example.test',
    undefined,
    null,
    [issuer],
  ]) {
    expect(() => parse({ issuer: other })).toThrow(`wanted issuer '${issuer}'`)
  }
})

test('says what to do about the common endpoints of Entra', () => {
  const common = 'https://login.microsoftonline.com/common/v2.0'
  const template = { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }
  expect(() => parse(template, { issuer: common, preset: 'entra' })).toThrow(
    'configure the issuer with your own tenant id',
  )
})

test('takes plain http endpoints only where the developer did so himself', () => {
  const plain = { token_endpoint: 'http://idp.example.test/token' }
  expect(() => parse(plain)).toThrow("wanted an https URL as token_endpoint, got 'http://idp.example.test/token'")
  expect(parse(plain, { insecureAllowPrivateNetwork: true }).token_endpoint).toBe(plain.token_endpoint)
  const local = 'http://127.0.0.1:4000'
  expect(parse({ ...plain, issuer: local }, { issuer: local }).token_endpoint).toBe(plain.token_endpoint)
})

test('refuses endpoints that are no web addresses', () => {
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', '//idp.example.test', '', null, 7]) {
    expect(() => parse({ authorization_endpoint: url }, { insecureAllowPrivateNetwork: true })).toThrow(
      'authorization_endpoint',
    )
  }
})
