import { createHmac, generateKeyPairSync } from 'node:crypto'
import { http as mswHttp } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AuthErrorCode } from '../../src/model/auth-error.ts'
import type { OidcConnection } from '../../src/model/connection.ts'
import {
  createFakeOidcKey,
  signWithFakeKey,
  type FakeOidcAlgorithm,
  type FakeOidcKey,
} from '../../src/testing/fake-oidc-key.ts'
import { createFakeOidcProvider, type FakeOidcProvider } from '../../src/testing/fake-oidc-provider.ts'
import { mswHandlers } from '../../src/testing/msw-handlers.ts'
import type { OidcDeviation } from '../../src/testing/oidc-deviation.ts'
import {
  bruno,
  connectionTo,
  createRig,
  serveCanary,
  serveProvider,
  type Attempt,
  type ServedProvider,
} from './oidc-rig.ts'

type Json = Readonly<Record<string, unknown>>

let served: ServedProvider
let signed: ServedProvider
let provider: FakeOidcProvider
let key: FakeOidcKey
let rogue: FakeOidcKey
let elliptic: FakeOidcKey
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })

beforeAll(async () => {
  key = await createFakeOidcKey('RS256')
  rogue = await createFakeOidcKey('RS256')
  elliptic = await createFakeOidcKey('ES256')
  served = await serveProvider({ key })
  signed = await serveProvider({ key, profile: 'userinfo' })
  provider = served.provider
})
afterEach(async () => {
  provider.deviate({})
  signed.provider.deviate({})
  await provider.rotateKeys({ key })
})
afterAll(() => {
  served.close()
  signed.close()
})

/** One thing that is different from a good login. */
interface Case extends Attempt {
  readonly deviation?: OidcDeviation
  readonly connection?: Partial<OidcConnection>
  readonly key?: () => FakeOidcKey
  /** Email and names are only in userinfo. */
  readonly fromUserinfo?: boolean
}

async function run({ deviation = {}, connection = {}, key: signingKey, fromUserinfo = false, ...attempt }: Case) {
  const { provider: fake } = fromUserinfo ? signed : served
  if (signingKey !== undefined) await fake.rotateKeys({ key: signingKey() })
  fake.deviate(deviation)
  return createRig(fake, connectionTo(fake, connection)).signIn(attempt)
}

const seconds = () => Math.floor(Date.now() / 1000)
const claims = (changes: Json | (() => Json)): Case => ({
  deviation: { idTokenClaims: (good) => ({ ...good, ...(typeof changes === 'function' ? changes() : changes) }) },
})
const header = (changes: Json): Case => ({ deviation: { idTokenHeader: (good) => ({ ...good, ...changes }) } })
const token = (changes: Json): Case => ({ deviation: { tokenResponse: (good) => ({ ...good, ...changes }) } })
const discovery = (changes: Json): Case => ({ deviation: { discovery: (good) => ({ ...good, ...changes }) } })
const query = (edit: (params: URLSearchParams) => void): Case => ({ deviation: { callback: edit } })
const errorReply = (error: string): Case =>
  query((params) => {
    params.delete('code')
    params.set('error', error)
    params.set('error_description', 'because\r\nof <this>')
  })
/** One endpoint answers something else. */
const answers = (path: string, make: (good: Response) => Response | Promise<Response>, more: Case = {}): Case => ({
  ...more,
  deviation: {
    ...more.deviation,
    response: (request, good) => (new URL(request.url).pathname === path ? make(good) : good),
  },
})
const html = (status: number) => () =>
  new Response('<h1>Hello</h1>', { status, headers: { 'content-type': 'text/html' } })
const redirect = (status: number) => () => new Response(null, { status, headers: { location: '/elsewhere' } })
const silent = (path: string, more: Case = {}): Case =>
  answers(path, () => new Promise<Response>(() => undefined), { ...more, silentAt: path })
const huge = (kib: number) => () => Response.json({ padding: 'x'.repeat(kib * 1024) })
const jsonOf = (value: unknown) => () => Response.json(value)
const fails = () => Promise.reject(new Error('out of order'))
const wellKnown = '/.well-known/openid-configuration'
const jwks = (edit: (keys: readonly Json[]) => unknown): Case => ({
  deviation: { jwks: (good) => ({ keys: edit(good['keys'] as Json[]) }) },
})
const hmac = (secret: () => string, advertised: readonly string[]): Case => ({
  deviation: {
    discovery: (good) => ({ ...good, id_token_signing_alg_values_supported: advertised }),
    idTokenHeader: (good) => ({ ...good, alg: 'HS256' }),
    sign: (input) => createHmac('sha256', secret()).update(input).digest('base64url'),
  },
})
const unsigned = (alg: string): Case => ({
  deviation: { idTokenHeader: (good) => ({ ...good, alg }), sign: () => '' },
})
const publicPem = () => key.publicKey.export({ type: 'spki', format: 'pem' }).toString()

const accepted: Record<string, Case> = {
  'a login by the book': {},
  'a token without kid when one key is published': header({ kid: undefined }),
  'a token without kid when several keys fit': {
    deviation: {
      ...header({ kid: undefined }).deviation,
      jwks: (good) => ({ keys: [rogue.jwk, ...(good['keys'] as Json[])] }),
    },
  },
  'two keys published under one kid': {
    deviation: { jwks: (good) => ({ keys: [{ ...rogue.jwk, kid: key.kid }, ...(good['keys'] as Json[])] }) },
  },
  'keys for other purposes, of unknown kinds, broken or weak beside the right one': jwks((keys) => [
    { ...rogue.jwk, use: 'enc' },
    { kty: 'oct', k: 'c2VjcmV0', kid: key.kid },
    { kty: 'AKP', alg: 'ML-DSA-44', pub: 'x' },
    { kty: 'RSA', n: '!', e: '!', kid: key.kid },
    { ...weak.publicKey.export({ format: 'jwk' }), kid: 'weak' },
    null,
    'text',
    ...keys,
  ]),
  'a published key that says neither use nor alg': jwks((keys) =>
    keys.map((one) => ({ ...one, use: undefined, alg: undefined })),
  ),
  'a published private key': jwks((keys) =>
    keys.map((one) => ({ ...one, ...key.privateKey.export({ format: 'jwk' }) })),
  ),
  'keys served as application/jwk-set+json': answers('/jwks', async (good) => {
    return new Response(await good.text(), { headers: { 'content-type': 'application/jwk-set+json' } })
  }),
  'aud as a list of one': claims({ aud: ['launchpad'] }),
  'several audiences with azp ours': claims({ aud: ['launchpad', 'other'], azp: 'launchpad' }),
  'no at_hash': claims({ at_hash: undefined }),
  'an exp within the clock skew': claims(() => ({ exp: seconds() - 30 })),
  'an iat and an nbf ahead within the clock skew': claims(() => ({ iat: seconds() + 30, nbf: seconds() + 30 })),
  'a token without typ': header({ typ: undefined }),
  'claims named like members of every object': claims(
    JSON.parse('{"__proto__":{"email":"x@y.test"},"constructor":"c"}') as Json,
  ),
  'token_type in lower case and no expires_in': token({ token_type: 'bearer', expires_in: undefined }),
  'no iss parameter when none was announced': {
    deviation: {
      discovery: (good) => ({ ...good, authorization_response_iss_parameter_supported: undefined }),
      callback: (params) => params.delete('iss'),
    },
  },
  'unknown members in discovery and in the token response': {
    deviation: { ...discovery({ x_vendor: { deep: [1] } }).deviation, ...token({ x_vendor: true }).deviation },
  },
  'discovery without a list of algorithms': discovery({ id_token_signing_alg_values_supported: undefined }),
  'an address that only userinfo has': { fromUserinfo: true },
  'a person without any address': { fromUserinfo: true, deviation: { userinfo: ({ sub }) => ({ sub }) } },
  'a pushed request because the connection says so': { connection: { par: 'always' } },
  client_secret_post: {
    connection: { clientAuthentication: { method: 'client_secret_post', clientSecret: 'fake-client-secret' } },
  },
}

const refused: Partial<Record<AuthErrorCode, Record<string, Case>>> = {
  LOGIN_REFUSED: {
    access_denied: errorReply('access_denied'),
    login_required: errorReply('login_required'),
    interaction_required: errorReply('interaction_required'),
  },
  OIDC_RESPONSE_INVALID: {
    'a server_error': errorReply('server_error'),
    'an error nobody knows': errorReply('\u0007odd'),
    'another state': query((params) => params.set('state', 'login-2')),
    'no state': query((params) => params.delete('state')),
    'two states': query((params) => params.append('state', 'login-1')),
    'two codes': query((params) => params.append('code', 'another')),
    'no code': query((params) => params.delete('code')),
    'an empty code': query((params) => params.set('code', '')),
    'any parameter twice': query((params) => {
      params.append('x', '1')
      params.append('x', '2')
    }),
    'iss of another provider': query((params) => params.set('iss', 'https://evil.example.test')),
    'iss with a slash more': query((params) => params.set('iss', `${provider.issuer}/`)),
    'no iss though it was announced': query((params) => params.delete('iss')),
    'two iss': query((params) => params.append('iss', provider.issuer)),
    'iss of another provider, not announced': {
      deviation: {
        ...discovery({ authorization_response_iss_parameter_supported: false }).deviation,
        callback: (params) => params.set('iss', 'https://evil.example.test'),
      },
    },
    'an error under another state': query((params) => {
      params.set('state', 'login-2')
      params.set('error', 'access_denied')
    }),
    'an error of another provider': query((params) => {
      params.set('iss', 'https://evil.example.test')
      params.set('error', 'access_denied')
    }),
    'an ID token in the callback': query((params) => params.set('id_token', 'x.y.z')),
    'an access token in the callback': query((params) => params.set('access_token', 'x')),
    'a JWT as the whole answer (JARM)': query((params) => params.set('response', 'x.y.z')),
  },
  OIDC_ID_TOKEN_INVALID: {
    'another iss': claims({ iss: 'https://evil.example.test' }),
    'iss with a slash more': claims(() => ({ iss: `${provider.issuer}/` })),
    'no iss': claims({ iss: undefined }),
    'a numeric iss': claims({ iss: 1 }),
    'another aud': claims({ aud: 'other' }),
    'no aud': claims({ aud: undefined }),
    'a numeric aud': claims({ aud: 1 }),
    'a list of other audiences': claims({ aud: ['other', 'another'] }),
    'an empty list of audiences': claims({ aud: [] }),
    'more audiences without azp': claims({ aud: ['launchpad', 'other'] }),
    'more audiences with another azp': claims({ aud: ['launchpad', 'other'], azp: 'other' }),
    'another azp beside one audience': claims({ azp: 'other' }),
    'a list as azp': claims({ azp: ['launchpad'] }),
    'no sub': claims({ sub: undefined }),
    'an empty sub': claims({ sub: '' }),
    'a blank sub': claims({ sub: ' \t' }),
    'a numeric sub': claims({ sub: 7 }),
    'a sub of 256 characters': claims({ sub: 'x'.repeat(256) }),
    'an exp beyond the clock skew': claims(() => ({ exp: seconds() - 120 })),
    'no exp': claims({ exp: undefined }),
    'exp as text': claims(() => ({ exp: String(seconds() + 300) })),
    'no iat': claims({ iat: undefined }),
    'iat as text': claims(() => ({ iat: String(seconds()) })),
    'an iat one hour ahead': claims(() => ({ iat: seconds() + 3600 })),
    'an nbf one hour ahead': claims(() => ({ nbf: seconds() + 3600 })),
    'another nonce': claims({ nonce: 'another' }),
    'no nonce': claims({ nonce: undefined }),
    'a list as nonce': claims({ nonce: ['x'] }),
    'another at_hash': claims({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    'a numeric at_hash': claims({ at_hash: 1 }),
    'an empty at_hash': claims({ at_hash: '' }),
    'auth_time as text': claims({ auth_time: '1' }),
    'an auth_time one hour ahead': claims(() => ({ auth_time: seconds() + 3600 })),
    'a session the provider has ended': claims(() => ({ session_expiry: seconds() - 120 })),
    'session_expiry as text': claims({ session_expiry: '9999999999' }),

    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg nOnE': unsigned('nOnE'),
    'alg none, announced': {
      deviation: {
        ...unsigned('none').deviation,
        ...discovery({ id_token_signing_alg_values_supported: ['RS256', 'none'] }).deviation,
      },
    },
    'alg none over a good signature': header({ alg: 'none' }),
    'no alg': header({ alg: undefined }),
    'a numeric alg': header({ alg: 256 }),
    'HS256 with the public key as secret': hmac(publicPem, ['RS256']),
    'HS256 with the public key as secret, announced': hmac(publicPem, ['RS256', 'HS256']),
    'HS256 with the client secret': hmac(() => 'fake-client-secret', ['RS256', 'HS256']),
    'an algorithm that was not announced': {
      key: () => elliptic,
      ...discovery({ id_token_signing_alg_values_supported: ['RS256'] }),
    },
    'an algorithm that is not the one of the signature': {
      deviation: {
        ...header({ alg: 'RS384' }).deviation,
        ...discovery({ id_token_signing_alg_values_supported: ['RS256', 'RS384'] }).deviation,
      },
    },
    'a crit header': header({ crit: ['exp'], exp: 1 }),
    'an unencoded payload (b64)': header({ crit: ['b64'], b64: false }),
    'a signature with one bit flipped': {
      deviation: {
        sign: (input, own) => {
          const bytes = Buffer.from(signWithFakeKey(input, own), 'base64url')
          bytes[9] = (bytes[9] ?? 0) ^ 1
          return bytes.toString('base64url')
        },
      },
    },
    'no signature': { deviation: { sign: () => '' } },
    'the signature of another key under the same kid': {
      deviation: { sign: (input) => signWithFakeKey(input, rogue) },
    },
    'a payload changed after signing': {
      deviation: {
        idToken: (jwt) => {
          const [head, , signature] = jwt.split('.')
          const body = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Json
          return [head, Buffer.from(JSON.stringify({ ...body, sub: 'admin' })).toString('base64url'), signature].join(
            '.',
          )
        },
      },
    },
    'an unknown kid': header({ kid: 'unknown' }),
    'a numeric kid': header({ kid: 1 }),
    'a key in the token (jwk)': {
      deviation: {
        idTokenHeader: (good) => ({ ...good, kid: undefined, jwk: rogue.jwk }),
        sign: (input) => signWithFakeKey(input, rogue),
      },
    },
    'a link to keys in the token (jku)': {
      deviation: {
        idTokenHeader: (good) => ({ ...good, kid: rogue.kid, jku: `${provider.issuer}/other-keys` }),
        sign: (input) => signWithFakeKey(input, rogue),
      },
    },
    'an access token in place of the ID token': header({ typ: 'at+jwt' }),
    'a logout token in place of the ID token': header({ typ: 'application/logout+jwt' }),
    'a key published for encryption': jwks((keys) => keys.map((one) => ({ ...one, use: 'enc' }))),
    'a key published for other operations': jwks((keys) => keys.map((one) => ({ ...one, key_ops: ['encrypt'] }))),
    'a key published for another algorithm': jwks((keys) => keys.map((one) => ({ ...one, alg: 'PS256' }))),
    'an RSA key of 1024 bits': {
      deviation: {
        jwks: () => ({ keys: [{ ...weak.publicKey.export({ format: 'jwk' }), kid: key.kid }] }),
        sign: (input, own) => signWithFakeKey(input, { ...own, privateKey: weak.privateKey }),
      },
    },
    'no published keys': jwks(() => []),
    'no ID token': token({ id_token: undefined }),
    'null as the ID token': token({ id_token: null }),
    'a number as the ID token': token({ id_token: 1 }),
    'an empty ID token': token({ id_token: '' }),
    'text that is no JWT': token({ id_token: 'hello' }),
    'a JWT of two parts': { deviation: { idToken: (jwt) => jwt.slice(0, jwt.lastIndexOf('.')) } },
    'a JWT of four parts': { deviation: { idToken: (jwt) => `${jwt}.x` } },
    'an encrypted ID token': token({ id_token: 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d' }),
    'a header that is no JSON': { deviation: { idToken: (jwt) => `AAAA${jwt.slice(jwt.indexOf('.'))}` } },
    'a payload that is a list': {
      deviation: { idToken: (jwt) => jwt.replace(/\.[^.]+\./, `.${Buffer.from('[]').toString('base64url')}.`) },
    },
  },
  OIDC_EXCHANGE_FAILED: {
    'a code that was used before': query((params) => params.set('code', 'used-before')),
    'a wrong client secret': {
      connection: { clientAuthentication: { method: 'client_secret_basic', clientSecret: 'wrong' } },
    },
    'a challenge for other credentials': answers(
      '/token',
      () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
    ),
    'status 500': answers('/token', jsonOfStatus(500)),
    'status 204': answers('/token', () => new Response(null, { status: 204 })),
    'a page': answers('/token', html(200)),
    'a page with status 502': answers('/token', html(502)),
    'a redirect': answers('/token', redirect(302)),
    'a redirect that keeps the method': answers('/token', redirect(307)),
    silence: silent('/token'),
    'a broken connection': answers('/token', fails),
    'more than a mebibyte': answers('/token', huge(1100)),
    'an empty answer': answers('/token', () => new Response('')),
    null: answers('/token', jsonOf(null)),
    'a list': answers('/token', jsonOf([])),
    'no access token': token({ access_token: undefined }),
    'a number as access token': token({ access_token: 1 }),
    'no token_type': token({ token_type: undefined }),
    'another token_type': token({ token_type: 'mac' }),
    'an expires_in that is no number': token({ expires_in: 'soon' }),
    'a pushed request that is refused': answers(
      '/par',
      () => Response.json({ error: 'invalid_request' }, { status: 400 }),
      { connection: { par: 'always' } },
    ),
    'a pushed request answered by a page': answers('/par', html(201), { connection: { par: 'always' } }),
    'a pushed request answered by a redirect': answers('/par', redirect(307), { connection: { par: 'always' } }),
    'a pushed request without request_uri': {
      connection: { par: 'always' },
      deviation: { pushedRequest: () => ({ expires_in: 60 }) },
    },
  },
  OIDC_DISCOVERY_FAILED: {
    'another issuer': discovery({ issuer: 'https://evil.example.test' }),
    'the issuer with a slash more': {
      deviation: { discovery: (good) => ({ ...good, issuer: `${String(good['issuer'])}/` }) },
    },
    'no issuer': discovery({ issuer: undefined }),
    'a list as issuer': { deviation: { discovery: (good) => ({ ...good, issuer: [good['issuer']] }) } },
    'an issuer with a tenant to fill in': discovery({ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }),
    'status 404': answers(wellKnown, jsonOfStatus(404)),
    'status 500': answers(wellKnown, jsonOfStatus(500)),
    'a page': answers(wellKnown, html(200)),
    'a redirect': answers(wellKnown, redirect(302)),
    silence: silent(wellKnown),
    'more than 256 KiB': { deviation: { discovery: (good) => ({ ...good, padding: 'x'.repeat(257 * 1024) }) } },
    'a list': answers(wellKnown, jsonOf([])),
    'no authorization endpoint': discovery({ authorization_endpoint: undefined }),
    'a script as authorization endpoint': discovery({ authorization_endpoint: 'javascript:alert(1)' }),
    'no token endpoint': discovery({ token_endpoint: undefined }),
    'a path as token endpoint': discovery({ token_endpoint: '/token' }),
    'no jwks_uri': discovery({ jwks_uri: undefined }),
    'a file as jwks_uri': discovery({ jwks_uri: 'file:///etc/passwd' }),
    'a number as userinfo endpoint': discovery({ userinfo_endpoint: 1 }),
    'only algorithms we do not take': discovery({ id_token_signing_alg_values_supported: ['HS256', 'none'] }),
    'no endpoint for a request that must be pushed': {
      ...discovery({ pushed_authorization_request_endpoint: undefined }),
      connection: { par: 'always' },
    },
    'keys with status 500': answers('/jwks', jsonOfStatus(500)),
    'keys as a page': answers('/jwks', html(200)),
    'keys by redirect': answers('/jwks', redirect(302)),
    'keys that do not come': silent('/jwks'),
    'keys that are no list': { deviation: { jwks: () => ({ keys: {} }) } },
    'keys in more than 256 KiB': { deviation: { jwks: (good) => ({ ...good, padding: 'x'.repeat(257 * 1024) }) } },
    '101 keys': jwks((keys) => Array.from({ length: 101 }, () => keys[0])),
  },
  OIDC_USERINFO_FAILED: {
    'another sub': { fromUserinfo: true, deviation: { userinfo: (good) => ({ ...good, sub: 'another' }) } },
    'no sub': { fromUserinfo: true, deviation: { userinfo: (good) => ({ ...good, sub: undefined }) } },
    'status 401': answers('/userinfo', jsonOfStatus(401), { fromUserinfo: true }),
    'status 500': answers('/userinfo', jsonOfStatus(500), { fromUserinfo: true }),
    'a page': answers('/userinfo', html(200), { fromUserinfo: true }),
    'a redirect': answers('/userinfo', redirect(302), { fromUserinfo: true }),
    silence: silent('/userinfo', { fromUserinfo: true }),
    'a JWT': answers('/userinfo', () => new Response('a.b.c', { headers: { 'content-type': 'application/jwt' } }), {
      fromUserinfo: true,
    }),
    'a list': answers('/userinfo', jsonOf([]), { fromUserinfo: true }),
    'more than 256 KiB': {
      fromUserinfo: true,
      deviation: { userinfo: (good) => ({ ...good, padding: 'x'.repeat(257 * 1024) }) },
    },
  },
  CONFIG_INVALID: {
    'a private key that is none': {
      connection: {
        clientAuthentication: { method: 'private_key_jwt', privateKey: 'no key', keyId: null, algorithm: 'RS256' },
      },
    },
  },
}

function jsonOfStatus(status: number) {
  return () => Response.json({ message: 'no' }, { status })
}

describe('accepts', () => {
  test.each(Object.entries(accepted))('%s', async (_name, one) => {
    const { identity } = await run(one)
    expect(identity.subject).toBe(`sub-${bruno.email}`)
    expect(identity.issuer).toBe((one.fromUserinfo === true ? signed : served).provider.issuer)
  })

  const algorithms: FakeOidcAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA']
  test.each(algorithms)('a signature by %s', async (algorithm) => {
    const own = await createFakeOidcKey(algorithm)
    const { identity } = await run({ key: () => own })
    expect(identity.email).toBe(bruno.email)
  })

  test.each<FakeOidcAlgorithm>(['RS384', 'RS512', 'PS256', 'PS384', 'PS512'])(
    'a signature by %s',
    async (algorithm) => {
      const { identity } = await run({ key: () => ({ ...key, algorithm, jwk: { ...key.jwk, alg: algorithm } }) })
      expect(identity.email).toBe(bruno.email)
    },
  )
})

for (const [code, cases] of Object.entries(refused)) {
  describe(`refuses as ${code}`, () => {
    test.each(Object.entries(cases))('%s', async (_name, one) => {
      const error = await run(one).then(
        () => 'accepted',
        (thrown: unknown) => thrown,
      )
      expect(error).toMatchObject({ name: 'AuthError', code })
      expectNoSecret(String((error as { detail?: unknown }).detail))
    })
  })
}

/** Nothing in `detail` may let its reader continue the login, and nothing may break a line of the log. */
function expectNoSecret(detail: string): void {
  expect(detail).not.toMatch(/fake-client-secret|eyJ|BEGIN|[\u0000-\u001f]/)
  expect(detail.length).toBeLessThan(600)
}

describe('calls nobody but the issuer the developer wrote down', () => {
  const endpoints: Record<string, [AuthErrorCode, Partial<OidcConnection>]> = {
    token_endpoint: ['OIDC_EXCHANGE_FAILED', {}],
    jwks_uri: ['OIDC_DISCOVERY_FAILED', {}],
    userinfo_endpoint: ['OIDC_USERINFO_FAILED', {}],
    pushed_authorization_request_endpoint: ['OIDC_EXCHANGE_FAILED', { par: 'always' }],
  }
  test.each(Object.entries(endpoints))('%s on another port of this machine', async (name, [code, connection]) => {
    const canary = await serveCanary()
    for (const origin of [
      canary.origin,
      canary.origin.replace('127.0.0.1', 'localhost'),
      canary.origin.replace('http:', 'https:'),
    ]) {
      const error = run({
        fromUserinfo: true,
        connection,
        deviation: { discovery: (good) => ({ ...good, [name]: `${origin}/x` }) },
      })
      await expect(error).rejects.toMatchObject({ code, detail: expect.stringContaining('refused to contact') })
    }
    expect(canary.hits()).toBe(0)
    canary.close()
  })

  const paths: Record<string, AuthErrorCode> = {
    [wellKnown]: 'OIDC_DISCOVERY_FAILED',
    '/jwks': 'OIDC_DISCOVERY_FAILED',
    '/token': 'OIDC_EXCHANGE_FAILED',
    '/userinfo': 'OIDC_USERINFO_FAILED',
  }
  test.each(Object.entries(paths))('a redirect from %s to another port', async (path, code) => {
    const canary = await serveCanary()
    const away = () => new Response(null, { status: 307, headers: { location: canary.origin } })
    await expect(run(answers(path, away, { fromUserinfo: true }))).rejects.toMatchObject({ code })
    expect(canary.hits()).toBe(0)
    canary.close()
  })
})

describe('the network', () => {
  test('one request per login in steady state', async () => {
    const { signIn } = createRig(provider, connectionTo(provider))
    const before = provider.requests().length
    await signIn()
    expect(provider.requests().slice(before)).toEqual([`GET ${wellKnown}`, 'POST /token', 'GET /jwks'])
    const cold = provider.requests().length
    for (let i = 0; i < 5; i += 1) await signIn()
    expect(provider.requests().slice(cold)).toEqual(Array.from({ length: 5 }, () => 'POST /token'))
  })

  test('many first logins at once share discovery and keys', async () => {
    const { signIn } = createRig(provider, connectionTo(provider))
    const before = provider.requests().length
    await Promise.all(Array.from({ length: 8 }, (_, i) => signIn({ loginId: `login-${i}` })))
    const asked = provider.requests().slice(before)
    expect(asked.filter((name) => name.startsWith('GET'))).toEqual([`GET ${wellKnown}`, 'GET /jwks'])
  })

  test('a rotated key is picked up at once, also when it was rotated just before signing', async () => {
    const { signIn } = createRig(provider, connectionTo(provider))
    await signIn()
    const before = provider.requests().length
    await signIn({ beforeFinish: () => provider.rotateKeys({ key: rogue }) })
    await signIn()
    expect(provider.requests().slice(before)).toEqual(['POST /token', 'GET /jwks', 'POST /token'])
  })

  test('a key replaced under the same kid is picked up at once', async () => {
    const { signIn } = createRig(provider, connectionTo(provider))
    await signIn()
    const renamed: FakeOidcKey = { ...rogue, kid: key.kid, jwk: { ...rogue.jwk, kid: key.kid } }
    const { identity } = await signIn({ beforeFinish: () => provider.rotateKeys({ key: renamed }) })
    expect(identity.email).toBe(bruno.email)
  })

  test('unknown keys make us ask once a minute, not with every login', async () => {
    let now = Date.now()
    const { signIn } = createRig(provider, connectionTo(provider, { clockSkewSeconds: 180 }), () => new Date(now))
    await signIn()
    provider.deviate({ idTokenHeader: (good) => ({ ...good, kid: 'unknown' }) })
    const before = provider.requests().length
    const refusals = async () => {
      for (let i = 0; i < 5; i += 1) await expect(signIn()).rejects.toMatchObject({ code: 'OIDC_ID_TOKEN_INVALID' })
      return provider
        .requests()
        .slice(before)
        .filter((name) => name === 'GET /jwks').length
    }
    expect(await refusals()).toBe(1)
    now += 61_000
    expect(await refusals()).toBe(2)
  })

  test('a provider whose discovery and keys are down still signs people in', async () => {
    let now = Date.now()
    const { signIn } = createRig(provider, connectionTo(provider), () => new Date(now))
    await signIn()
    provider.deviate({
      response: (request, good) => (request.method === 'GET' ? new Response('down', { status: 503 }) : good),
      idTokenClaims: (good) => ({ ...good, iat: now / 1000 - 1, exp: now / 1000 + 300, auth_time: now / 1000 - 1 }),
    })
    for (const hours of [2, 30]) {
      now += hours * 3600 * 1000
      const { identity } = await signIn()
      expect(identity.email).toBe(bruno.email)
    }
  })

  test('discovery that failed is asked again by the next login', async () => {
    const { signIn } = createRig(provider, connectionTo(provider))
    provider.deviate({ response: () => new Response('down', { status: 503 }) })
    await expect(signIn()).rejects.toMatchObject({ code: 'OIDC_DISCOVERY_FAILED' })
    provider.deviate({})
    expect((await signIn()).identity.email).toBe(bruno.email)
  })
})

test('signs in over https where msw answers for a provider that does not exist', async () => {
  const fake = await createFakeOidcProvider({ key, profile: 'userinfo' })
  const msw = setupServer(...mswHandlers(fake, mswHttp))
  msw.listen({ onUnhandledRequest: 'error' })
  try {
    const { identity } = await createRig(fake, connectionTo(fake)).signIn()
    expect([identity.issuer, identity.email]).toEqual(['https://idp.example.test', bruno.email])
  } finally {
    msw.close()
  }
})

test('counts time by the clock it is given', async () => {
  const now = () => new Date('2020-02-20T20:20:20Z')
  const past = await serveProvider({ key, now })
  const { identity, replayUntil } = await createRig(past.provider, connectionTo(past.provider), now).signIn()
  expect(identity.authenticatedAt).toEqual(now())
  expect(replayUntil).toEqual(new Date('2020-02-20T20:26:20Z'))
  await expect(createRig(past.provider, connectionTo(past.provider)).signIn()).rejects.toMatchObject({
    code: 'OIDC_ID_TOKEN_INVALID',
  })
  past.close()
})

test('names the reply by its nonce and forgets it after a day at the latest', async () => {
  const nonces: unknown[] = []
  provider.deviate({
    idTokenClaims: (good) => {
      nonces.push(good['nonce'])
      return { ...good, exp: 9e15 }
    },
  })
  const now = new Date()
  const { replayId, replayUntil } = await createRig(provider, connectionTo(provider), () => now).signIn()
  expect([replayId]).toEqual(nonces)
  expect(replayUntil).toEqual(new Date(now.getTime() + 24 * 3600 * 1000))
})

test('says which claim was wrong, and nothing of the nonce', async () => {
  const issuer = run(claims({ iss: 'https://evil.example.test' }))
  await expect(issuer).rejects.toMatchObject({
    detail: `ID token: unexpected JWT "iss" (issuer) claim value: wanted ${provider.issuer}, got https://evil.example.test`,
  })
  const nonce = run(claims({ nonce: 'another' }))
  await expect(nonce).rejects.toMatchObject({ detail: 'ID token: unexpected ID Token "nonce" claim value' })
})

describe('client authentication and pushed requests', () => {
  const pemOf = ({ privateKey }: FakeOidcKey) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicOf = ({ publicKey }: FakeOidcKey) => publicKey.export({ type: 'spki', format: 'pem' }).toString()

  test.each<FakeOidcAlgorithm>(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'signs in with private_key_jwt (%s) and PAR',
    async (algorithm) => {
      const own = await createFakeOidcKey(algorithm)
      const strict = await serveProvider({
        key,
        clients: [{ clientId: 'launchpad', publicKey: publicOf(own) }],
        requirePushedRequests: true,
      })
      const clientAuthentication = {
        method: 'private_key_jwt',
        privateKey: pemOf(own),
        keyId: own.kid,
        algorithm,
      } as const
      const before = createRig(strict.provider, connectionTo(strict.provider, { clientAuthentication }))
      expect((await before.signIn()).identity.email).toBe(bruno.email)
      const handoff = await before.start()
      expect([...handoff.url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
      strict.close()
    },
  )

  test('is refused with a key the provider does not know', async () => {
    const strict = await serveProvider({ key, clients: [{ clientId: 'launchpad', publicKey: publicOf(rogue) }] })
    const clientAuthentication = {
      method: 'private_key_jwt',
      privateKey: pemOf(elliptic),
      keyId: null,
      algorithm: 'ES256',
    } as const
    const { signIn } = createRig(strict.provider, connectionTo(strict.provider, { clientAuthentication }))
    await expect(signIn()).rejects.toMatchObject({
      code: 'OIDC_EXCHANGE_FAILED',
      detail: expect.stringContaining('invalid_client'),
    })
    strict.close()
  })

  test('signs in as a public client', async () => {
    const open = await serveProvider({ key, clients: [{ clientId: 'launchpad' }] })
    const { signIn } = createRig(
      open.provider,
      connectionTo(open.provider, { clientAuthentication: { method: 'none' } }),
    )
    expect((await signIn()).identity.email).toBe(bruno.email)
    open.close()
  })

  test.each(['/tenant', '/tenant/', '/'])('signs in where the issuer ends in %s', async (path) => {
    const nested = await serveProvider({ key }, path)
    const { signIn } = createRig(nested.provider, connectionTo(nested.provider))
    expect((await signIn()).identity.issuer.endsWith(path)).toBe(true)
    nested.close()
  })
})
