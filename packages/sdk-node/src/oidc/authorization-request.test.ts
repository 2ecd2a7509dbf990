import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { OidcConnection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { Ask } from '../ports/protocol.ts'
import { createAuthorizationRequest } from './authorization-request.ts'
import { createIdentityProvider } from './identity-provider.ts'

const issuer = 'https://idp.example.test'
const requests: { url: string; body: URLSearchParams }[] = []
const outside: Outside = {
  now: () => new Date(),
  fetch: async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    requests.push({ url, body: new URLSearchParams(init?.body as URLSearchParams | undefined) })
    if (url.endsWith('/par')) return Response.json({ request_uri: 'urn:pushed:1', expires_in: 60 }, { status: 201 })
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize?tenant=1`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      pushed_authorization_request_endpoint: `${issuer}/par`,
    })
  },
}

async function ask(
  connection: Partial<OidcConnection> = {},
  asked: Partial<Pick<Ask<OidcConnection>, 'loginHint' | 'forceAuthn' | 'wish'>> = {},
) {
  const full = {
    id: 'acme',
    preset: 'custom',
    issuer,
    clientId: 'app',
    clientAuthentication: { method: 'none' },
    scopes: ['openid', 'email'],
    authorizationParameters: {},
    par: 'auto',
    prompt: null,
    ...connection,
  } as OidcConnection
  const { handoff, memo } = await createAuthorizationRequest(
    {
      connection: full,
      loginId: 'login-1',
      replyTo: new URL('https://app.example.test/cb'),
      loginHint: asked.loginHint ?? null,
      forceAuthn: asked.forceAuthn ?? false,
      wish: asked.wish ?? null,
    },
    createIdentityProvider(full),
    outside,
  )
  return { url: handoff.url, memo, params: Object.fromEntries(handoff.url.searchParams) }
}

test('asks for a code, with PKCE, state and nonce', async () => {
  const { url, params, memo } = await ask()
  expect(url.origin + url.pathname).toBe(`${issuer}/authorize`)
  expect(params).toEqual({
    tenant: '1',
    client_id: 'app',
    response_type: 'code',
    redirect_uri: 'https://app.example.test/cb',
    scope: 'openid email',
    state: 'login-1',
    nonce: memo.nonce,
    code_challenge: createHash('sha256').update(memo.codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  expect(memo.nonce.length + memo.codeVerifier.length).toBe(86)
})

test('never uses a nonce or a verifier twice', async () => {
  const [one, two] = [await ask(), await ask()]
  expect(one.memo.nonce).not.toBe(two.memo.nonce)
  expect(one.memo.codeVerifier).not.toBe(two.memo.codeVerifier)
})

test('passes on the hint, the prompt and parameters of the connection', async () => {
  const { params } = await ask(
    { prompt: 'select_account', authorizationParameters: { hd: 'acme.test' } },
    { loginHint: 'ana@acme.test' },
  )
  expect(params).toMatchObject({ prompt: 'select_account', hd: 'acme.test', login_hint: 'ana@acme.test' })
})

test('asks for a fresh sign-in when told so, whatever the connection says', async () => {
  expect((await ask({ prompt: 'none' }, { forceAuthn: true })).params).toMatchObject({ prompt: 'login', max_age: '0' })
  expect((await ask({ preset: 'google' }, { forceAuthn: true })).params).toMatchObject({
    prompt: 'select_account',
    max_age: '0',
  })
})

test('asks how recently and in which way the person is to be checked', async () => {
  const wish = { maximumAgeSeconds: 3600, contexts: ['phr', 'urn:example:gold'], methods: ['mfa'] }
  const { params } = await ask({ authorizationParameters: { max_age: '99', acr_values: 'low' } }, { wish })
  expect(params).toMatchObject({ max_age: '3600', acr_values: 'phr urn:example:gold' })
  expect(params['prompt']).toBeUndefined()
  const fresh = await ask({}, { wish, forceAuthn: true })
  expect(fresh.params).toMatchObject({ prompt: 'login', max_age: '0', acr_values: 'phr urn:example:gold' })
})

test('asks for nothing where the organization does not', async () => {
  const { params } = await ask({}, { wish: { maximumAgeSeconds: null, contexts: [], methods: ['mfa'] } })
  expect(Object.keys(params)).not.toContain('max_age')
  expect(Object.keys(params)).not.toContain('acr_values')
})

test('parameters of the connection replace nothing the login depends on', async () => {
  const hostile = Object.fromEntries(
    'client_id response_type redirect_uri scope state nonce code_challenge code_challenge_method request request_uri'
      .split(' ')
      .map((name) => [name, 'evil']),
  )
  const { url } = await ask({ authorizationParameters: hostile })
  expect(url.href).not.toContain('evil')
})

test('pushes the request first and shows the browser only its handle', async () => {
  requests.length = 0
  const { params, memo } = await ask({ par: 'always' })
  expect(params).toEqual({ tenant: '1', client_id: 'app', request_uri: 'urn:pushed:1' })
  const pushed = Object.fromEntries(requests.at(-1)?.body ?? [])
  expect(pushed).toMatchObject({ state: 'login-1', nonce: memo.nonce, code_challenge_method: 'S256', client_id: 'app' })
})
