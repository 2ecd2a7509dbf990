import { randomUUID } from 'node:crypto'
import { authenticateFakeClient, type FakeOidcClient } from './fake-oidc-client.ts'
import { createFakeIdToken, useFakeCode, type FakeGrant } from './fake-oidc-grant.ts'
import type { FakeOidcKey } from './fake-oidc-key.ts'
import { endFakeSession, type FakeLogout } from './fake-oidc-logout.ts'
import { toFakeClaims, toFakeSubject, type FakeOidcPerson } from './fake-oidc-person.ts'
import type { FakeRefreshTokens } from './fake-oidc-refresh.ts'
import type { OidcDeviation } from './oidc-deviation.ts'

/** What the fake provider is told once. */
export interface FakeOidcSettings {
  readonly issuer: string
  readonly clients: readonly FakeOidcClient[]
  readonly person: FakeOidcPerson
  readonly profile: 'id_token' | 'userinfo'
  readonly requirePushedRequests: boolean
  readonly accessTokenSeconds: number
  readonly now: () => Date
}

/** What it remembers. */
export interface FakeOidcState {
  keys: readonly [FakeOidcKey, ...FakeOidcKey[]]
  deviation: OidcDeviation
  readonly requests: string[]
  readonly logouts: FakeLogout[]
  readonly codes: Map<string, FakeGrant>
  readonly refreshTokens: FakeRefreshTokens
  readonly accessTokens: Map<string, FakeGrant>
  readonly pushed: Map<string, URLSearchParams>
}

type Endpoint = (request: Request, settings: FakeOidcSettings, state: FakeOidcState) => Promise<Response> | Response

const endpoints: Readonly<Record<string, Endpoint>> = {
  'GET /.well-known/openid-configuration': (_request, settings, state) =>
    edited(discovery(settings, state), state.deviation.discovery),
  'GET /jwks': (_request, _settings, state) => edited({ keys: state.keys.map(({ jwk }) => jwk) }, state.deviation.jwks),
  'GET /authorize': (request, settings, state) => {
    const location = authorizeAtFakeOidc(new URL(request.url), settings.person, settings, state)
    return new Response(null, { status: 302, headers: { location: location.href } })
  },
  'POST /par': push,
  'POST /token': exchange,
  'GET /logout': signOut,
  'POST /logout': signOut,
  'GET /userinfo': (request, settings, state) => {
    const grant = state.accessTokens.get(request.headers.get('authorization')?.replace(/^Bearer /i, '') ?? '')
    if (grant === undefined) return json({ error: 'invalid_token' }, 401)
    return edited({ sub: toFakeSubject(grant.person), ...toFakeClaims(grant.person) }, state.deviation.userinfo)
  },
}

/** Answers every URL of the provider. */
export async function answerAsFakeOidc(
  request: Request,
  settings: FakeOidcSettings,
  state: FakeOidcState,
): Promise<Response> {
  const base = new URL(settings.issuer).pathname.replace(/\/$/, '')
  const name = `${request.method} ${new URL(request.url).pathname.slice(base.length)}`
  state.requests.push(name)
  const endpoint = endpoints[name]
  const good = endpoint === undefined ? json({ error: 'not_found' }, 404) : await endpoint(request, settings, state)
  return state.deviation.response?.(request, good) ?? good
}

function discovery(
  { issuer, requirePushedRequests }: FakeOidcSettings,
  { keys }: FakeOidcState,
): Readonly<Record<string, unknown>> {
  const base = issuer.replace(/\/$/, '')
  return {
    issuer,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    userinfo_endpoint: `${base}/userinfo`,
    jwks_uri: `${base}/jwks`,
    end_session_endpoint: `${base}/logout`,
    pushed_authorization_request_endpoint: `${base}/par`,
    require_pushed_authorization_requests: requirePushedRequests,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [keys[0].algorithm],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

/** Where the browser goes back to, with a code. */
export function authorizeAtFakeOidc(
  url: URL,
  person: FakeOidcPerson,
  settings: FakeOidcSettings,
  state: FakeOidcState,
): URL {
  const requestUri = url.searchParams.get('request_uri')
  const params = requestUri === null ? url.searchParams : state.pushed.get(requestUri)
  if (params === undefined) throw new TypeError('wanted a request_uri that was pushed, got another')
  if (requestUri === null && settings.requirePushedRequests)
    throw new TypeError('wanted a pushed authorization request')
  const read = (name: string): string => {
    const value = params.get(name)
    if (value === null) throw new TypeError(`wanted ${name} in the authorization request, got none`)
    return value
  }
  if (read('response_type') !== 'code' || read('code_challenge_method') !== 'S256')
    throw new TypeError('wanted the code flow with PKCE')
  const code = randomUUID()
  state.codes.set(code, {
    person,
    clientId: read('client_id'),
    redirectUri: read('redirect_uri'),
    codeChallenge: read('code_challenge'),
    nonce: params.get('nonce'),
    authenticatedAt: settings.now(),
  })
  const callback = new URL(read('redirect_uri'))
  const answerParams = new URLSearchParams({ code, state: params.get('state') ?? '', iss: settings.issuer })
  state.deviation.callback?.(answerParams)
  callback.search = answerParams.toString()
  return callback
}

async function push(request: Request, settings: FakeOidcSettings, state: FakeOidcState): Promise<Response> {
  const form = new URLSearchParams(await request.text())
  const base = settings.issuer.replace(/\/$/, '')
  if ((await authenticateFakeClient(request, form, settings.clients, [settings.issuer, `${base}/par`])) === null)
    return json({ error: 'invalid_client' }, 401)
  const requestUri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
  state.pushed.set(requestUri, form)
  return edited({ request_uri: requestUri, expires_in: 60 }, state.deviation.pushedRequest, 201)
}

async function exchange(request: Request, settings: FakeOidcSettings, state: FakeOidcState): Promise<Response> {
  const form = new URLSearchParams(await request.text())
  const { issuer, clients, profile, accessTokenSeconds } = settings
  const audiences = [issuer, `${issuer.replace(/\/$/, '')}/token`]
  const client = await authenticateFakeClient(request, form, clients, audiences)
  if (client === null)
    return json({ error: 'invalid_client', error_description: 'unknown client or wrong secret' }, 401)
  const granted =
    form.get('grant_type') === 'refresh_token'
      ? state.refreshTokens.use(form.get('refresh_token') ?? '', client.clientId)
      : useCode(form, client, state)
  if (granted === null) return json({ error: 'invalid_grant' }, 400)
  const { grant, refreshToken } = granted
  const accessToken = randomUUID()
  state.accessTokens.set(accessToken, grant)
  const draft = {
    issuer,
    grant,
    accessToken,
    key: state.keys[0],
    now: settings.now(),
    withProfile: profile === 'id_token',
  }
  const idToken = createFakeIdToken(draft, state.deviation)
  const body = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    id_token: idToken,
    ...(refreshToken !== null && { refresh_token: refreshToken }),
  }
  return edited(body, state.deviation.tokenResponse)
}

function useCode(
  form: URLSearchParams,
  { clientId }: FakeOidcClient,
  { codes, refreshTokens }: FakeOidcState,
): ReturnType<FakeRefreshTokens['use']> {
  const grant = useFakeCode(form, clientId, codes)
  return grant === null ? null : { grant, refreshToken: refreshTokens.issue(grant) }
}

async function signOut(request: Request, settings: FakeOidcSettings, state: FakeOidcState): Promise<Response> {
  const [asked, answer] = await endFakeSession(request, settings)
  state.logouts.push(asked)
  return answer
}

function edited(
  body: Readonly<Record<string, unknown>>,
  edit: ((original: Readonly<Record<string, unknown>>) => unknown) | undefined,
  status = 200,
): Response {
  return json(edit === undefined ? body : edit(body), status)
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
