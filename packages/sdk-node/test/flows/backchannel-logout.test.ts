import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthEvent,
  type AuthOptions,
  type LogEntry,
  type Store,
} from '../../src/index.ts'
import { toUpstreamKey } from '../../src/sessions/to-upstream-key.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { createFakeOidcKey, signWithFakeKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'
import type { FakeOidcPerson } from '../../src/testing/fake-oidc-person.ts'

const baseUrl = 'https://app.example.test'
const event = 'http://schemas.openid.net/event/backchannel-logout'
const bruno = { email: 'bruno@globex.test', sub: 'bruno' }
let idps: FakeIdps
let otherKey: FakeOidcKey
let auth: Auth
let store: Store
let log: LogEntry[]

beforeAll(async () => {
  idps = await createFakeIdps()
  otherKey = await createFakeOidcKey('ES256')
})
afterAll(() => idps.close())
beforeEach(() => {
  store = memoryStore()
  log = []
  auth = start({ store })
})

function start(over: Partial<AuthOptions>): Auth {
  const secrets = ['test-secret-'.repeat(4)]
  return createAuth({ baseUrl, secrets, connections: idps.connections, log: (entry) => log.push(entry), ...over })
}

type Json = Readonly<Record<string, unknown>>

/** A good one, and what is different about it; `undefined`: left out. */
interface TokenDraft {
  readonly claims?: Json
  readonly header?: Json
  readonly key?: FakeOidcKey
  readonly sign?: (input: string) => string
}

function toLogoutToken({ claims = {}, header = {}, key = idps.oidc.key(), sign }: TokenDraft = {}): string {
  const iat = seconds()
  const content = { iss: idps.oidc.issuer, aud: 'globex-app', iat, exp: iat + 120, jti: randomUUID() }
  const input = [
    { alg: key.algorithm, typ: 'logout+jwt', kid: key.kid, ...header },
    { ...content, events: { [event]: {} }, sid: 'first', ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${input}.${sign?.(input) ?? signWithFakeKey(input, key)}`
}

const seconds = (): number => Math.floor(Date.now() / 1000)

async function send(body: string, { connection = 'globex', to = auth, type = formType } = {}): Promise<Response> {
  const url = `${baseUrl}/auth/oidc/${connection}/backchannel-logout`
  return to.handler(new Request(url, { method: 'POST', body, headers: { 'content-type': type } }))
}
const formType = 'application/x-www-form-urlencoded'
const post = async (token: string): Promise<Response> => send(`logout_token=${token}`)

/** Answers whether the session of that browser still is. */
async function signIn(person: FakeOidcPerson, at: Auth = auth): Promise<() => Promise<boolean>> {
  const client = createClient(at.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=globex`)
  await client.get(idps.oidc.authorize(away.headers.get('location') ?? '', person))
  const isIn = async (): Promise<boolean> =>
    (await at.getSession({ headers: { get: () => client.cookies() } })) !== null
  expect(await isIn()).toBe(true)
  return isIn
}

const listRevoked = async (): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId: 'globex', types: ['session.revoked'], limit: 10 })

describe('a logout token', () => {
  test('with a sid ends that session alone, also when it names the person', async () => {
    const first = await signIn({ ...bruno, claims: { sid: 'first' } })
    const second = await signIn({ ...bruno, claims: { sid: 'second' } })
    const response = await post(toLogoutToken({ claims: { sub: 'bruno' } }))
    expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
      200,
      'no-store',
      '',
    ])
    expect([await first(), await second()]).toEqual([false, true])
    expect(await listRevoked()).toMatchObject([
      {
        organizationId: 'globex',
        actor: { type: 'system', id: 'globex' },
        target: { type: 'connection', id: 'globex' },
        data: { scope: { kind: 'sid', key: toUpstreamKey('globex', 'first') }, cause: 'idp' },
      },
    ])
  })

  test('with a sub alone ends all sessions of the person, and of nobody else', async () => {
    const first = await signIn({ ...bruno, claims: { sid: 'first' } })
    const second = await signIn(bruno)
    const other = await signIn({ email: 'lima@globex.test', sub: 'lima' })
    expect((await post(toLogoutToken({ claims: { sub: 'bruno', sid: undefined } }))).status).toBe(200)
    expect([await first(), await second(), await other()]).toEqual([false, false, true])
  })

  test('names the person by sub, whatever claim the subject is mapped to', async () => {
    const connections = idps.connections.map((one) => ({ ...one, attributes: { subject: ['oid'] } }))
    auth = start({ store, connections })
    const isIn = await signIn({ ...bruno, claims: { oid: 'object-1' } })
    expect((await post(toLogoutToken({ claims: { sub: 'object-1', sid: undefined } }))).status).toBe(200)
    expect(await isIn()).toBe(true)
    expect((await post(toLogoutToken({ claims: { sub: 'bruno', sid: undefined } }))).status).toBe(200)
    expect(await isIn()).toBe(false)
  })

  test('of nobody who is signed in here is fine, and touches nobody', async () => {
    const isIn = await signIn({ ...bruno, claims: { sid: 'other' } })
    expect((await post(toLogoutToken({ claims: { sid: 'unknown', sub: 'bruno' } }))).status).toBe(200)
    expect(await isIn()).toBe(true)
  })

  test('lets the person sign in again', async () => {
    expect((await post(toLogoutToken({ claims: { sub: 'bruno', sid: undefined } }))).status).toBe(200)
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    expect(await (await signIn(bruno))()).toBe(true)
  })

  test.each<[string, () => TokenDraft]>([
    ['without a typ', () => ({ header: { typ: undefined } })],
    ['that says it is a JWT', () => ({ header: { typ: 'JWT' } })],
    ['with a long typ', () => ({ header: { typ: 'application/logout+jwt' } })],
    ['for several audiences', () => ({ claims: { aud: ['another', 'globex-app'] } })],
    ['whose event says more', () => ({ claims: { events: { [event]: { revoke_offline_access: true } } } })],
    ['within the clock skew', () => ({ claims: { iat: seconds() + 30, exp: seconds() - 30 } })],
  ])('%s is taken', async (_name, toDraft) => {
    const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
    expect((await post(toLogoutToken(toDraft()))).status).toBe(200)
    expect(await isIn()).toBe(false)
  })

  test('under a key that is new is taken', async () => {
    const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
    await idps.oidc.rotateKeys({ keepOld: true })
    expect((await post(toLogoutToken())).status).toBe(200)
    expect(await isIn()).toBe(false)
  })
})

describe('a session of the provider that is over', () => {
  test('never begins again: a sign-in that was under way brings nobody in', async () => {
    const client = createClient(auth.handler)
    const away = await client.get(`${baseUrl}/auth/login?connection=globex`)
    const back = idps.oidc.authorize(away.headers.get('location') ?? '', { ...bruno, claims: { sid: 'first' } })
    expect((await post(toLogoutToken())).status).toBe(200)
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    expect((await client.get(back)).status).toBe(403)
    expect(await auth.getSession({ headers: { get: () => client.cookies() } })).toBeNull()
    // Who is sent round again gets the same session of the provider: a page that says so, and no circle.
    const again = await client.get(`${baseUrl}/auth/login?connection=globex`)
    const same = idps.oidc.authorize(again.headers.get('location') ?? '', { ...bruno, claims: { sid: 'first' } })
    expect((await client.get(same)).status).toBe(403)
  })

  test('takes what is under way along when all of the person are over, and nothing that is asked for afterwards', async () => {
    const client = createClient(auth.handler)
    const begin = async (): Promise<string> =>
      (await client.get(`${baseUrl}/auth/login?connection=globex`)).headers.get('location') ?? ''
    const old = { ...bruno, claims: { iat: seconds() - 5 } }
    const back = idps.oidc.authorize(await begin(), old)
    expect((await post(toLogoutToken({ claims: { sub: 'bruno', sid: undefined } }))).status).toBe(200)
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    const again = idps.oidc.authorize(await begin(), old)
    expect([(await client.get(back)).status, (await client.get(again)).status]).toEqual([403, 303])
    expect(await auth.getSession({ headers: { get: () => client.cookies() } })).not.toBeNull()
  })

  test('is over when the provider tells it again, because we could not write it down the first time', async () => {
    let isDown = true
    const append: Store['events']['append'] = async (drafts) => {
      if (isDown && drafts.some(({ type }) => type === 'session.revoked')) throw new Error('down')
      return events.append(drafts)
    }
    const { events } = store
    auth = start({ store: { ...store, events: { ...events, append } } })
    const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
    const token = toLogoutToken()
    expect([(await post(token)).status, await isIn()]).toEqual([503, true])
    isDown = false
    expect([(await post(token)).status, await isIn()]).toEqual([200, false])
    expect((await post(token)).status).toBe(400)
  })

  test('is over when we stopped before the token was put down as used, and the provider tells it again', async () => {
    let asked = 0
    const claim: Store['replays']['claim'] = async (key, until, now) => {
      if (key.startsWith('logout-token:') && (asked += 1) === 2) throw new Error('stopped')
      return replays.claim(key, until, now)
    }
    const { replays } = store
    auth = start({ store: { ...store, replays: { ...replays, claim } } })
    const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
    const token = toLogoutToken()
    expect([(await post(token)).status, await isIn()]).toEqual([503, false])
    expect([(await post(token)).status, (await post(token)).status]).toEqual([200, 400])
  })
})

const withSecret = (input: string): string =>
  createHmac('sha256', 'test-client-secret').update(input).digest('base64url')
const tampered = (token: string): string => {
  const [header, , signature] = token.split('.')
  return [header, toLogoutToken().split('.')[1], signature].join('.')
}

describe('refuses', () => {
  const refused: Readonly<Record<string, readonly [() => string, string]>> = {
    'what is unsigned': [() => toLogoutToken({ header: { alg: 'none' }, sign: () => '' }), 'wanted a signature by'],
    'what the client secret signed': [
      () => toLogoutToken({ header: { alg: 'HS256' }, sign: withSecret }),
      'wanted a signature by',
    ],
    'what another key signed': [() => toLogoutToken({ key: otherKey }), 'no published key fits'],
    'what another key signed under the name of ours': [
      () => toLogoutToken({ sign: () => 'AAAA' }),
      'the signature does not verify',
    ],
    'what was changed after it was signed': [() => tampered(toLogoutToken()), 'the signature does not verify'],
    'what is no token': [() => 'nonsense', 'wanted a signed JWT'],
    'another issuer': [() => toLogoutToken({ claims: { iss: 'https://idp.example.test' } }), 'wanted iss'],
    'another audience': [() => toLogoutToken({ claims: { aud: ['another'] } }), 'wanted an aud'],
    'a nonce': [() => toLogoutToken({ claims: { nonce: 'n' } }), 'wanted no nonce'],
    'a nonce that is nothing': [() => toLogoutToken({ claims: { nonce: null } }), 'wanted no nonce'],
    'what has expired': [
      () => toLogoutToken({ claims: { iat: seconds() - 300, exp: seconds() - 61 } }),
      'wanted an exp in the future',
    ],
    'what never expires': [() => toLogoutToken({ claims: { exp: undefined } }), 'wanted an exp in the future'],
    'what is of tomorrow': [() => toLogoutToken({ claims: { iat: seconds() + 90 } }), 'wanted an iat'],
    'what is older than anybody remembers': [
      () => toLogoutToken({ claims: { iat: seconds() - 25 * 3600 } }),
      'wanted an iat',
    ],
    'no iat': [() => toLogoutToken({ claims: { iat: undefined } }), 'wanted an iat'],
    'no jti': [() => toLogoutToken({ claims: { jti: undefined } }), 'wanted a jti'],
    'no events': [() => toLogoutToken({ claims: { events: undefined } }), 'wanted events'],
    'events of another kind': [() => toLogoutToken({ claims: { events: { 'https://a.test': {} } } }), 'wanted events'],
    'another event beside it': [
      () => toLogoutToken({ claims: { events: { [event]: {}, 'https://a.test': {} } } }),
      'wanted events',
    ],
    'an event that is no object': [() => toLogoutToken({ claims: { events: { [event]: true } } }), 'wanted events'],
    'neither sub nor sid': [() => toLogoutToken({ claims: { sid: undefined } }), 'wanted a sub, a sid or both'],
    'a sid that cannot be read': [
      () => toLogoutToken({ claims: { sid: 7, sub: 'bruno' } }),
      'wanted a sub, a sid or both',
    ],
    'an access token': [() => toLogoutToken({ header: { typ: 'at+jwt' } }), 'wanted typ logout'],
    'claims that are none': [
      () => {
        const { key } = idps.oidc
        const input = `${toLogoutToken().split('.')[0]}.${Buffer.from('null').toString('base64url')}`
        return `${input}.${signWithFakeKey(input, key())}`
      },
      'wanted claims',
    ],
  }

  test.each(Object.entries(refused))('%s', async (_name, [toToken, detail]) => {
    await expectRefusal(async () => post(toToken()), 'OIDC_LOGOUT_TOKEN_INVALID', detail)
  })

  test('an ID token', async () => {
    let idToken = ''
    idps.oidc.deviate({ idToken: (jwt) => (idToken = jwt) })
    await signIn(bruno)
    idps.oidc.deviate({})
    expect(idToken.split('.')).toHaveLength(3)
    await expectRefusal(async () => post(idToken), 'OIDC_LOGOUT_TOKEN_INVALID', 'wanted a jti')
  })

  test('a token that was used before', async () => {
    const token = toLogoutToken({ claims: { sub: 'bruno', sid: undefined } })
    expect((await post(token)).status).toBe(200)
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    await expectRefusal(async () => post(token), 'LOGIN_REPLAYED', 'used before')
  })

  test('the path of a SAML connection, of none and of one that is switched off', async () => {
    const body = `logout_token=${toLogoutToken()}`
    await expectRefusal(async () => send(body, { connection: 'acme' }), 'LOGIN_CONNECTION_MISMATCH', 'is saml')
    await expectRefusal(async () => send(body, { connection: 'nobody' }), 'CONNECTION_NOT_FOUND', 'nobody')
    const off = idps.connections.map((one) => ({ ...one, status: 'inactive' as const }))
    const to = start({ store, connections: off })
    await expectRefusal(async () => send(body, { to }), 'CONNECTION_INACTIVE', 'inactive')
  })

  test('a body that is too long, is no form, has no token or has two', async () => {
    const token = toLogoutToken()
    const long = `logout_token=${token}&more=${'a'.repeat(64 * 1024)}`
    await expectRefusal(async () => send(long), 'REQUEST_TOO_LARGE', 'at most 65536|more than 65536')
    const json = JSON.stringify({ logout_token: token })
    await expectRefusal(async () => send(json, { type: 'application/json' }), 'REQUEST_INVALID', 'application/json')
    await expectRefusal(async () => send('token=a'), 'REQUEST_INVALID', 'got 0')
    await expectRefusal(async () => send(`logout_token=${token}&logout_token=a`), 'REQUEST_INVALID', 'got 2')
  })

  async function expectRefusal(ask: () => Promise<Response>, code: string, detail: string): Promise<void> {
    const isIn = await signIn({ ...bruno, claims: { sid: 'first' } })
    const before = await listRevoked()
    const response = await ask()
    const answer = (await response.json()) as { readonly error_description: string }
    expect(response.status).toBe(400)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const failure = log.findLast((entry) => entry.event === 'request.failed')
    expect(failure).toMatchObject({ code, detail: expect.stringMatching(detail) as string })
    expect(answer).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(/^.{1,100}$/) as string,
    })
    expect(answer.error_description).toContain((failure as { readonly incidentId: string }).incidentId)
    expect(await listRevoked()).toEqual(before)
    expect(await isIn()).toBe(true)
  }
})

test('what is not the fault of the provider is answered with 503', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backchannel-logout-'))
  const closed = sqliteStore(join(folder, 'auth.db'))
  await closed.migrate()
  const withoutStore = start({ store: closed })
  await closed.close()
  const withoutProvider = start({
    connections: idps.connections.map((one) => ({
      ...one,
      ...(one.type === 'oidc' && { issuer: 'http://127.0.0.1:9' }),
    })),
  })
  for (const to of [withoutStore, withoutProvider]) {
    const response = await send(`logout_token=${toLogoutToken()}`, { to })
    expect([response.status, await response.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }])
  }
  rmSync(folder, { recursive: true, force: true })
  expect(log.flatMap((entry) => (entry.event === 'request.failed' ? [entry.code] : []))).toEqual([
    'STORE_UNAVAILABLE',
    'OIDC_DISCOVERY_FAILED',
  ])
})

test('a SAML session is known by its NameID, whatever attribute the subject is mapped to', async () => {
  const connections = idps.connections.map((one) => ({ ...one, attributes: { subject: ['uid'] } }))
  auth = start({ connections })
  const client = createClient(auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
  const person = { email: 'ana@acme.test', nameId: 'ana', attributes: { uid: ['7'] } }
  const reply = await idps.saml.respond(new URL(away.headers.get('location') ?? ''), person)
  await client.post(reply.acsUrl, reply.form)
  const session = await auth.getSession({ headers: { get: () => client.cookies() } })
  expect(session?.upstream?.subject).toBe(toUpstreamKey('acme', 'ana'))
})
