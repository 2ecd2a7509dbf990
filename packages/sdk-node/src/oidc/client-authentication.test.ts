import { generateKeyPairSync } from 'node:crypto'
import { decodeJwt } from 'jose/jwt/decode'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { expect, test } from 'vitest'
import type { ClientAuthentication, OidcConnection, Preset } from '../model/connection.ts'
import { createClientAuthentication } from './client-authentication.ts'

const issuer = 'https://globex.example.test'
const server = {
  issuer,
  token_endpoint: `${issuer}/oauth2/token`,
  pushed_authorization_request_endpoint: `${issuer}/oauth2/par`,
}
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const signs = { method: 'private_key_jwt', privateKey: pkcs8, keyId: 'key-1', algorithm: 'ES256' } as const

async function authenticate(clientAuthentication: ClientAuthentication, preset: Preset = 'custom', endpoints = server) {
  const connection = { id: 'globex', issuer, clientId: 'app', preset, clientAuthentication } as OidcConnection
  const authentication = await createClientAuthentication(connection)
  const send = async (body: URLSearchParams) => {
    const headers = new Headers()
    // Typed void, yet an assertion takes a moment to sign.
    const done: unknown = authentication(endpoints, { client_id: 'app' }, body, headers)
    await done
    const assertion = body.get('client_assertion')
    return { body, headers, claims: assertion === null ? null : decodeJwt(assertion), assertion }
  }
  return {
    token: await send(new URLSearchParams({ grant_type: 'authorization_code' })),
    par: await send(new URLSearchParams({ response_type: 'code' })),
  }
}

test('sends id and secret form-encoded as Basic credentials', async () => {
  const { token } = await authenticate({ method: 'client_secret_basic', clientSecret: 'a b:c/ü' })
  const basic = Buffer.from(token.headers.get('authorization')?.slice(6) ?? '', 'base64').toString()
  expect(basic).toBe('app:a+b%3Ac%2F%C3%BC')
  expect(token.body.has('client_secret')).toBe(false)
})

test('sends id and secret in the body', async () => {
  const { token } = await authenticate({ method: 'client_secret_post', clientSecret: 's' })
  expect([token.body.get('client_id'), token.body.get('client_secret'), token.headers.has('authorization')]).toEqual([
    'app',
    's',
    false,
  ])
})

test('signs a short-lived assertion about itself, addressed to the issuer', async () => {
  const { token, par } = await authenticate(signs)
  expect(decodeProtectedHeader(token.assertion ?? '')).toEqual({ alg: 'ES256', kid: 'key-1' })
  expect(token.claims).toMatchObject({ iss: 'app', sub: 'app', aud: issuer })
  expect((token.claims?.exp ?? 0) - (token.claims?.iat ?? 0)).toBe(60)
  expect(token.claims?.jti).not.toBe(par.claims?.jti)
})

test.each<Preset>(['okta', 'entra'])(
  'addresses the assertion to the endpoint for %s, which takes no other',
  async (preset) => {
    const { token, par } = await authenticate(signs, preset)
    expect(token.claims?.aud).toBe(server.token_endpoint)
    expect(par.claims?.aud).toBe(server.pushed_authorization_request_endpoint)
  },
)

test('never addresses an assertion to an endpoint outside the issuer', async () => {
  const { token } = await authenticate(signs, 'okta', {
    ...server,
    token_endpoint: 'https://honest.example.test/token',
  })
  expect(token.claims?.aud).toBe(issuer)
})

test('reads PKCS #1 and SEC1 keys too, and leaves out a kid it was not given', async () => {
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString()
  const { token } = await authenticate({ ...signs, privateKey: sec1, keyId: null })
  expect(decodeProtectedHeader(token.assertion ?? '')).toEqual({ alg: 'ES256' })
})

test.each([
  ['no key', 'ES256'],
  [pkcs8, 'RS256'],
  [pkcs8, 'HS256'],
])('refuses a private key that does not fit, and does not quote it', async (pem, algorithm) => {
  const refusal = authenticate({ ...signs, privateKey: pem, algorithm })
  await expect(refusal).rejects.toMatchObject({ code: 'CONFIG_INVALID', detail: expect.not.stringContaining('BEGIN') })
})

test('names the algorithm as it was configured', async () => {
  const ed = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { token } = await authenticate({ ...signs, privateKey: ed, algorithm: 'EdDSA' })
  expect(decodeProtectedHeader(token.assertion ?? '').alg).toBe('EdDSA')
})
