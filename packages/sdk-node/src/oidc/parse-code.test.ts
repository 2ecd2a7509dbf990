import { expect, test } from 'vitest'
import { parseCode } from './parse-code.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

const issuer = 'https://idp.example.test'
const parse = (params: Record<string, string>, announced = false) =>
  parseCode(new URLSearchParams(params), {
    issuer,
    authorization_response_iss_parameter_supported: announced,
  } as ProviderMetadata)
const thrown = (params: Record<string, string>, announced = false): unknown => {
  try {
    return parse(params, announced)
  } catch (error) {
    return error
  }
}

test('gives back the code', () => {
  expect([parse({ code: 'c' }), parse({ code: 'c', iss: issuer }), parse({ code: 'c', iss: issuer }, true)]).toEqual([
    'c',
    'c',
    'c',
  ])
})

test('refuses another provider, and silence of one that promised to say who it is', () => {
  for (const error of [
    thrown({ code: 'c', iss: `${issuer}/` }),
    thrown({ code: 'c', iss: '' }),
    thrown({ code: 'c' }, true),
  ]) {
    expect(error).toMatchObject({
      code: 'OIDC_RESPONSE_INVALID',
      detail: expect.stringContaining(`wanted iss '${issuer}'`),
    })
  }
})

test('refuses a reply without a code', () => {
  expect(thrown({})).toMatchObject({ code: 'OIDC_RESPONSE_INVALID', detail: 'callback: wanted a code, got none' })
  expect(thrown({ code: '' })).toMatchObject({ code: 'OIDC_RESPONSE_INVALID' })
})

test('tells a person who was not signed in from a provider that failed', () => {
  expect(thrown({ error: 'access_denied' })).toMatchObject({ code: 'LOGIN_REFUSED' })
  expect(thrown({ error: 'login_required', code: 'c' })).toMatchObject({ code: 'LOGIN_REFUSED' })
  expect(thrown({ error: 'server_error' })).toMatchObject({ code: 'OIDC_RESPONSE_INVALID' })
})

test('keeps the description for the log, cleaned and cut', () => {
  const error = thrown({ error: 'access_denied', error_description: `\u0000no\r\n${'x'.repeat(5000)}` }) as {
    say: string
    detail: string
  }
  expect(error.detail).toMatch(/^the identity provider answered 'access_denied': {2}no x+…$/)
  expect(error.detail.length).toBeLessThan(300)
  expect(error.say).not.toContain('xxx')
})
