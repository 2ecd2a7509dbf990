import { createHash, createPublicKey, verify } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createFakeOidcProvider, type FakeOidcProvider } from './fake-oidc-provider.ts'

const issuer = 'https://idp.example.test'
const redirectUri = 'https://app.example.test/cb'
const verifier = 'v'.repeat(43)
let provider: FakeOidcProvider

beforeAll(async () => {
  provider = await createFakeOidcProvider({ algorithm: 'ES256' })
})

const request = (changes: Record<string, string> = {}) => {
  const params = {
    client_id: 'launchpad',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  return new URL(`${issuer}/authorize?${new URLSearchParams(params).toString()}`)
}
const exchange = async (code: string | null, changes: Record<string, string> = {}) => {
  const body = new URLSearchParams({
    client_id: 'launchpad',
    client_secret: 'fake-client-secret',
    code: code ?? '',
    code_verifier: verifier,
    redirect_uri: redirectUri,
    ...changes,
  })
  const response = await provider.fetch(`${issuer}/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

test('signs a person in and proves it with a published key', async () => {
  const callback = provider.authorize(request(), { email: 'bruno@globex.test', claims: { org_id: 'globex' } })
  expect(Object.fromEntries(callback.searchParams)).toMatchObject({ state: 's', iss: issuer })
  const { body } = await exchange(callback.searchParams.get('code'))
  const [head = '', payload = '', signature = ''] = (body['id_token'] ?? '').split('.')
  const jwks = (await (await provider.fetch(`${issuer}/jwks`)).json()) as { keys: import('node:crypto').JsonWebKey[] }
  const key = createPublicKey({ key: jwks.keys[0] ?? {}, format: 'jwk' })
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  expect(signed).toBe(true)
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    iss: issuer,
    aud: 'launchpad',
    nonce: 'n',
    sub: 'sub-bruno@globex.test',
    email: 'bruno@globex.test',
    email_verified: true,
    org_id: 'globex',
  })
})

test('takes a code once, from its client, with its verifier and redirect URI', async () => {
  const code = () => provider.authorize(request()).searchParams.get('code')
  const used = code()
  expect((await exchange(used)).status).toBe(200)
  expect((await exchange(used)).body).toEqual({ error: 'invalid_grant' })
  expect((await exchange(code(), { code_verifier: 'w'.repeat(43) })).body).toEqual({ error: 'invalid_grant' })
  expect((await exchange(code(), { redirect_uri: 'https://other.example.test/cb' })).body).toEqual({
    error: 'invalid_grant',
  })
  expect((await exchange(code(), { client_secret: 'wrong' })).status).toBe(401)
})

test('sends a browser straight back, and knows nothing at other URLs', async () => {
  const response = await provider.fetch(request().href)
  expect([response.status, new URL(response.headers.get('location') ?? '').pathname]).toEqual([302, '/cb'])
  expect((await provider.fetch(`${issuer}/nothing`)).status).toBe(404)
})

test('insists on PKCE', () => {
  expect(() => provider.authorize(request({ code_challenge_method: 'plain' }))).toThrow('PKCE')
})
