import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SqlStore } from '../../src/stores/sql-store.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { createFakeOidcKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'
import { startFakeTransmitter, type FakeTransmitter, type TokenDraft } from '../support/fake-transmitter.ts'
import { ana, baseUrl, bruno, setUpSignals, type SignalsStage } from '../support/signals-stage.ts'

const caep = 'https://schemas.openid.net/secevent/caep/event-type/'
const risc = 'https://schemas.openid.net/secevent/risc/event-type/'
const ssf = 'https://schemas.openid.net/secevent/ssf/event-type/'
const revoked = `${caep}session-revoked`
const audience = 'our-receiver'

let idps: FakeIdps
let transmitter: FakeTransmitter
let otherKey: FakeOidcKey
let stage: SignalsStage

beforeAll(async () => {
  idps = await createFakeIdps()
  transmitter = await startFakeTransmitter(audience)
  otherKey = await createFakeOidcKey('RS256')
})
afterAll(async () => {
  await idps.close()
  await transmitter.close()
})
beforeEach(() => {
  stage = setUpSignals(idps, transmitter, { signals: { audience } })
})

const folder = mkdtempSync(join(tmpdir(), 'signals-'))
const opened: SqlStore[] = []
afterAll(async () => {
  for (const store of opened) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openSqlite(): Promise<SqlStore> {
  const store = sqliteStore(join(folder, 'auth.db'))
  opened.push(store)
  await store.migrate()
  return store
}

type Json = Readonly<Record<string, unknown>>
const seconds = (): number => Math.floor(Date.now() / 1000)
const brunoThere = (): Json => ({ format: 'iss_sub', iss: idps.oidc.issuer, sub: bruno.sub })
const toSet = (subject: Json | undefined, draft?: TokenDraft, event: [string, Json] = [revoked, {}]): string =>
  transmitter.toSet(event, subject, draft)
const push = async (
  set: string,
  { connection = 'globex', headers = {} }: { connection?: string; headers?: Readonly<Record<string, string>> } = {},
) => stage.send(`/signals/${connection}`, set, { 'content-type': 'application/secevent+jwt', ...headers })

describe('a pushed event', () => {
  test("that a session of somebody is revoked ends all of theirs, and nobody else's", async () => {
    const first = await stage.signIn('globex', bruno)
    const second = await stage.signIn('globex', { ...bruno, session: 'second' })
    const other = await stage.signIn('globex', { email: 'lima@globex.test', sub: 'lima' })
    const { status, headers, text } = await push(toSet(brunoThere()))
    expect([status, headers.get('cache-control'), text]).toEqual([202, 'no-store', ''])
    expect([await first(), await second(), await other()]).toEqual([false, false, true])
    expect(await stage.listRevoked()).toMatchObject([
      { actor: { type: 'system', id: 'globex' }, data: { scope: { kind: 'subject' }, cause: 'idp' } },
      { actor: { type: 'system', id: 'globex' }, data: { scope: { kind: 'user' }, cause: 'idp' } },
    ])
  })

  test('ends the sessions of a person whom another claim than sub names', async () => {
    stage = setUpSignals(idps, transmitter, {
      signals: { audience },
      connections: (all) => all.map((one) => ({ ...one, attributes: { subject: ['oid'] } })),
    })
    const isIn = await stage.signIn('globex', { ...bruno, claims: { oid: 'object-1' } })
    expect((await push(toSet({ ...brunoThere(), sub: 'object-1' }))).status).toBe(202)
    expect(await isIn()).toBe(false)
  })

  test.each<[string, () => Json, boolean, boolean]>([
    ['a session alone', () => ({ format: 'opaque', id: 'bruno-session' }), false, true],
    [
      'a session and its user',
      () => ({ format: 'complex', session: { format: 'opaque', id: 'bruno-session' }, user: brunoThere() }),
      false,
      true,
    ],
    [
      'a user of a device',
      () => ({ format: 'complex', device: { format: 'opaque', id: 'd' }, user: brunoThere() }),
      false,
      false,
    ],
    [
      'a user without saying that it is complex',
      () => ({ user: brunoThere(), tenant: { format: 'opaque', id: 't' } }),
      false,
      false,
    ],
    ['an address', () => ({ format: 'email', email: 'Bruno@Globex.test' }), false, false],
    [
      'one by several names',
      () => ({ format: 'aliases', identifiers: [{ format: 'phone_number', phone_number: '+5511' }, brunoThere()] }),
      false,
      false,
    ],
    [
      'one in the words of 2018',
      () => ({ subject_type: 'iss-sub', iss: idps.oidc.issuer, sub: bruno.sub }),
      false,
      false,
    ],
    ['an issuer that is the transmitter itself', () => ({ ...brunoThere(), iss: transmitter.issuer }), false, false],
    ['somebody of another issuer', () => ({ ...brunoThere(), iss: 'https://idp.other.example.test' }), true, true],
    ['a phone number', () => ({ format: 'phone_number', phone_number: '+5511' }), true, true],
    ['a tenant alone', () => ({ format: 'complex', tenant: { format: 'opaque', id: 't' } }), true, true],
  ])('that names %s', async (_name, toSubject, isFirstIn, isSecondIn) => {
    const first = await stage.signIn('globex', bruno)
    const second = await stage.signIn('globex', { ...bruno, session: 'second' })
    expect((await push(toSet(toSubject()))).status).toBe(202)
    expect([await first(), await second()]).toEqual([isFirstIn, isSecondIn])
  })

  test('names a SAML session together with its person', async () => {
    const first = await stage.signIn('acme', ana)
    const second = await stage.signIn('acme', { ...ana, session: 'second' })
    const user = { format: 'iss_sub', iss: idps.saml.entityId, sub: ana.sub }
    const session = { format: 'opaque', id: ana.session }
    const subject = { format: 'complex', session, user }
    expect((await push(toSet(subject), { connection: 'acme' })).status).toBe(202)
    expect([await first(), await second()]).toEqual([false, true])
    expect((await push(toSet(user), { connection: 'acme' })).status).toBe(202)
    expect(await second()).toBe(false)
  })

  test.each<[string, Json, boolean]>([
    [`${caep}credential-change`, { change_type: 'create', credential_type: 'fido2-roaming' }, true],
    [`${caep}credential-change`, { change_type: 'revoke', credential_type: 'password' }, false],
    [`${caep}credential-change`, { change_type: 'update', credential_type: 'password' }, false],
    [`${caep}credential-change`, { change_type: 'delete', credential_type: 'app' }, false],
    [`${risc}account-disabled`, { reason: 'hijacking' }, false],
    [`${risc}account-purged`, {}, false],
    [`${risc}account-credential-change-required`, {}, false],
    [`${risc}credential-compromise`, { credential_type: 'password' }, false],
    [`${risc}sessions-revoked`, {}, false],
    [`${risc}account-enabled`, {}, true],
    [`${risc}identifier-changed`, { 'new-value': 'x' }, true],
    [`${caep}device-compliance-change`, { current_status: 'not-compliant' }, true],
    ['https://events.example.test/unheard-of', {}, true],
  ])('%s %j', async (type, payload, isStillIn) => {
    const isIn = await stage.signIn('globex', bruno)
    expect((await push(toSet(brunoThere(), {}, [type, payload]))).status).toBe(202)
    expect(await isIn()).toBe(isStillIn)
  })

  test.each<[string, Json]>([
    [`${risc}account-disabled`, {}],
    [`${caep}credential-change`, { change_type: 'revoke', credential_type: 'password' }],
  ])('%s ends all sessions of its user, also where it names one of them', async (type, payload) => {
    const first = await stage.signIn('globex', bruno)
    const second = await stage.signIn('globex', { ...bruno, session: 'second' })
    const subject = { format: 'complex', session: { format: 'opaque', id: 'bruno-session' }, user: brunoThere() }
    expect((await push(toSet(subject, {}, [type, payload]))).status).toBe(202)
    expect([await first(), await second()]).toEqual([false, false])
  })

  test('may name its subject itself, as events did before sub_id', async () => {
    const isIn = await stage.signIn('globex', bruno)
    expect((await push(toSet(undefined, {}, [revoked, { subject: brunoThere() }]))).status).toBe(202)
    expect(await isIn()).toBe(false)
  })

  test.each(['memory', 'SQLite'])('that comes again is accepted, and touches nobody: %s', async (kind) => {
    if (kind === 'SQLite') stage = setUpSignals(idps, transmitter, { signals: { audience }, store: await openSqlite() })
    const set = toSet(brunoThere())
    await stage.signIn('globex', bruno)
    expect((await push(set)).status).toBe(202)
    const before = await stage.listRevoked()
    const answered = Date.now()
    await expect.poll(() => Date.now() > answered + 1).toBe(true)
    const isIn = await stage.signIn('globex', bruno)
    expect((await push(set)).status).toBe(202)
    expect(await isIn()).toBe(true)
    expect(await stage.listRevoked()).toEqual(before)
  })

  test('older than any session is accepted, and touches nobody', async () => {
    stage = setUpSignals(idps, transmitter, {
      signals: { audience },
      session: { idleSeconds: 3600, absoluteSeconds: 3600 },
    })
    const isIn = await stage.signIn('globex', bruno)
    expect((await push(toSet(brunoThere(), { claims: { iat: seconds() - 3700 } }))).status).toBe(202)
    expect(await isIn()).toBe(true)
    expect((await push(toSet(brunoThere(), { claims: { iat: seconds() - 3500 } }))).status).toBe(202)
    expect(await isIn()).toBe(false)
  })

  test('is told apart by what its sender has to carry', async () => {
    stage = setUpSignals(idps, transmitter, { signals: { audience, authorization: 'Bearer push-secret' } })
    const isIn = await stage.signIn('globex', bruno)
    const none = await push(toSet(brunoThere()))
    const wrong = await push(toSet(brunoThere()), { headers: { authorization: 'Bearer another' } })
    for (const { status, headers, text } of [none, wrong]) {
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect(JSON.parse(text)).toMatchObject({ err: 'authentication_failed' })
    }
    expect(await isIn()).toBe(true)
    expect((await push(toSet(brunoThere()), { headers: { authorization: 'Bearer push-secret' } })).status).toBe(202)
    expect(await isIn()).toBe(false)
  })

  test('that the stream is paused is in the log', async () => {
    const subject = { format: 'opaque', id: transmitter.streamId }
    expect((await push(toSet(subject, {}, [`${ssf}stream-updated`, { status: 'paused' }]))).status).toBe(202)
    expect(stage.log).toContainEqual(
      expect.objectContaining({
        event: 'signals.noticed',
        connectionId: 'globex',
        detail: expect.stringContaining('paused') as string,
      }),
    )
  })
})

describe('a transmitter speaks of nobody but the people of its own connection', () => {
  test.each<[string, () => Json]>([
    ['the issuer of another', () => ({ format: 'iss_sub', iss: idps.saml.entityId, sub: ana.sub })],
    ['their name as its own', () => ({ format: 'iss_sub', iss: idps.oidc.issuer, sub: ana.sub })],
    ['the address of another', () => ({ format: 'email', email: ana.email })],
    ['their NameID', () => ({ format: 'opaque', id: ana.sub })],
    ['their session', () => ({ format: 'complex', session: { format: 'opaque', id: ana.session } })],
  ])('not by %s', async (_name, toSubject) => {
    const isIn = await stage.signIn('acme', ana)
    expect((await push(toSet(toSubject()))).status).toBe(202)
    expect(await isIn()).toBe(true)
  })

  test('not by our own id of the user', async () => {
    const isIn = await stage.signIn('acme', ana)
    const user = await stage.auth.users.findByEmail('acme', ana.email)
    expect(user?.id).toEqual(expect.any(String))
    expect((await push(toSet({ format: 'opaque', id: user?.id }))).status).toBe(202)
    expect(await isIn()).toBe(true)
    expect((await push(toSet({ format: 'opaque', id: user?.id }), { connection: 'acme' })).status).toBe(202)
    expect(await isIn()).toBe(false)
  })

  test('not by an address in a domain of theirs that belongs to somebody who never came by them', async () => {
    const made = await stage.auth.users.create('globex', { email: 'invited@globex.test', name: 'Bruno Lima' })
    const { setCookie } = await stage.auth.createSession({
      user: { id: made.id, email: made.email, name: made.name },
      organization: { id: 'globex', name: 'Globex' },
      connection: 'password',
      upstream: null,
      roles: [],
    })
    const request = new Request(baseUrl, { headers: { cookie: setCookie.split(';')[0] ?? '' } })
    expect((await push(toSet({ format: 'email', email: 'invited@globex.test' }))).status).toBe(202)
    expect(await stage.auth.getSession(request)).not.toBeNull()
  })

  test('not by the address of one of its people outside its domains', async () => {
    const isIn = await stage.signIn('globex', bruno)
    const user = await stage.auth.users.findByEmail('globex', bruno.email)
    await stage.auth.users.update('globex', user?.id ?? '', { email: 'bruno@acme.test' })
    expect((await push(toSet({ format: 'email', email: 'bruno@acme.test' }))).status).toBe(202)
    expect(await isIn()).toBe(true)
  })
})

const withPublicKey = (input: string): string =>
  createHmac('sha256', transmitter.key.publicKey.export({ type: 'spki', format: 'pem' }))
    .update(input)
    .digest('base64url')
const tampered = (set: string): string => {
  const [header, , signature] = set.split('.')
  return [header, toSet(brunoThere()).split('.')[1], signature].join('.')
}

describe('refuses', () => {
  const refused: Readonly<Record<string, readonly [() => string, string, string]>> = {
    'what is unsigned': [
      () => toSet(brunoThere(), { header: { alg: 'none' }, sign: () => '' }),
      'invalid_request',
      'wanted a signed JWT',
    ],
    'what says that it is unsigned': [
      () => toSet(brunoThere(), { header: { alg: 'none' } }),
      'invalid_key',
      'wanted a signature by',
    ],
    'what the public key signed as a secret': [
      () => toSet(brunoThere(), { header: { alg: 'HS256' }, sign: withPublicKey }),
      'invalid_key',
      'wanted a signature by',
    ],
    'what another key signed': [() => toSet(brunoThere(), { key: otherKey }), 'invalid_key', 'no published key fits'],
    'what another key signed under the name of theirs': [
      () => toSet(brunoThere(), { key: otherKey, header: { kid: transmitter.key.kid } }),
      'invalid_key',
      'the signature does not verify',
    ],
    'what was changed after it was signed': [
      () => tampered(toSet(brunoThere())),
      'invalid_key',
      'the signature does not verify',
    ],
    'what is no token': [() => 'nonsense', 'invalid_request', 'wanted a signed JWT'],
    nothing: [() => '', 'invalid_request', 'wanted a signed JWT'],
    'another issuer': [
      () => toSet(brunoThere(), { claims: { iss: idps.oidc.issuer } }),
      'invalid_issuer',
      'wanted iss',
    ],
    'another audience': [
      () => toSet(brunoThere(), { claims: { aud: ['another'] } }),
      'invalid_audience',
      'wanted an aud',
    ],
    'no audience': [() => toSet(brunoThere(), { claims: { aud: undefined } }), 'invalid_audience', 'wanted an aud'],
    'another type': [() => toSet(brunoThere(), { header: { typ: 'JWT' } }), 'invalid_request', 'wanted typ'],
    'no type': [() => toSet(brunoThere(), { header: { typ: undefined } }), 'invalid_request', 'wanted typ'],
    'a logout token': [
      () =>
        toSet(brunoThere(), {
          header: { typ: 'logout+jwt' },
          claims: { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
        }),
      'invalid_request',
      'wanted typ',
    ],
    'a nonce': [() => toSet(brunoThere(), { claims: { nonce: 'n' } }), 'invalid_request', 'wanted no nonce'],
    'a subject beside the subject': [
      () => toSet(brunoThere(), { claims: { sub: 'x' } }),
      'invalid_request',
      'wanted no sub',
    ],
    'what has expired': [
      () => toSet(brunoThere(), { claims: { exp: seconds() - 61 } }),
      'invalid_request',
      'wanted no exp',
    ],
    'what is of tomorrow': [
      () => toSet(brunoThere(), { claims: { iat: seconds() + 90 } }),
      'invalid_request',
      'wanted an iat',
    ],
    'no iat': [() => toSet(brunoThere(), { claims: { iat: undefined } }), 'invalid_request', 'wanted an iat'],
    'no jti': [() => toSet(brunoThere(), { claims: { jti: undefined } }), 'invalid_request', 'wanted a jti'],
    'no events': [() => toSet(brunoThere(), { claims: { events: {} } }), 'invalid_request', 'wanted 1 to 10 events'],
    'an event that is no object': [
      () => toSet(brunoThere(), { claims: { events: { [revoked]: true } } }),
      'invalid_request',
      'wanted an object',
    ],
    'no subject': [() => toSet(undefined), 'invalid_request', 'wanted a subject'],
    'a subject that cannot be read': [
      () => toSet({ format: 'iss_sub', iss: 'x' }),
      'invalid_request',
      'wanted iss and sub',
    ],
    'an event that is not as it is defined, beside a good one': [
      () =>
        toSet(brunoThere(), {
          claims: { events: { [revoked]: {}, [`${caep}credential-change`]: { change_type: 'what' } } },
        }),
      'invalid_request',
      'wanted a change_type',
    ],
    'a verification that nobody asked for': [
      () => toSet({ format: 'opaque', id: 'stream-1' }, {}, [`${ssf}verification`, { state: 'guessed' }]),
      'invalid_state',
      'wanted a state that we gave',
    ],
  }

  test.each(Object.entries(refused))('%s', async (_name, [toText, err, detail]) => {
    await expectRefusal(async () => push(toText()), 400, err, detail)
  })

  test('an ID token, whatever it says it is', async () => {
    const draft = {
      iss: transmitter.issuer,
      aud: audience,
      sub: bruno.sub,
      iat: seconds(),
      exp: seconds() + 60,
      nonce: 'n',
    }
    const claims = { ...draft, jti: 'id-token', events: { [revoked]: {} } }
    const plain = transmitter.sign({ header: { typ: 'JWT' }, claims })
    const disguised = transmitter.sign({ header: { typ: 'secevent+jwt' }, claims })
    await expectRefusal(async () => push(plain), 400, 'invalid_request', 'wanted typ')
    await expectRefusal(async () => push(disguised), 400, 'invalid_request', 'wanted no nonce')
  })

  test('another content type, and what is too long', async () => {
    const set = toSet(brunoThere())
    const json = { headers: { 'content-type': 'application/json' } }
    await expectRefusal(async () => push(set, json), 400, 'invalid_request', 'application/json')
    await expectRefusal(async () => push(`${set}${'a'.repeat(64 * 1024)}`), 413, 'invalid_request', 'at most|more than')
  })

  test('connections that are not there, have no stream, or are switched off', async () => {
    const set = toSet(brunoThere())
    await expectRefusal(async () => push(set, { connection: 'nobody' }), 404, 'access_denied', 'nobody')
    stage = setUpSignals(idps, null)
    await expectRefusal(async () => push(set), 404, 'access_denied', 'has no signals')
    const { store } = stage
    const isIn = await stage.signIn('globex', bruno)
    stage = setUpSignals(idps, transmitter, {
      store,
      signals: { audience },
      connections: (all) => all.map((one) => ({ ...one, status: 'inactive' })),
    })
    expect((await push(set)).status).toBe(403)
    expect(await isIn()).toBe(true)
  })

  async function expectRefusal(
    ask: () => ReturnType<typeof push>,
    status: number,
    err: string,
    detail: string,
  ): Promise<void> {
    const isIn = await stage.signIn('globex', bruno)
    const before = await stage.listRevoked()
    const answer = await ask()
    expect([answer.status, answer.headers.get('content-language'), answer.headers.get('cache-control')]).toEqual([
      status,
      'en',
      'no-store',
    ])
    const failure = stage.log.findLast((entry) => entry.event === 'request.failed')
    expect(failure).toMatchObject({ detail: expect.stringMatching(detail) as string })
    const said = JSON.parse(answer.text) as { readonly description: string }
    expect(said).toEqual({ err, description: expect.stringMatching(/^.{1,100}$/) as string })
    expect(said.description).toContain((failure as { readonly incidentId: string }).incidentId)
    expect(await stage.listRevoked()).toEqual(before)
    expect(await isIn()).toBe(true)
  }
})

test('what is not the fault of the transmitter has to come again, and is not lost', async () => {
  const isIn = await stage.signIn('globex', bruno)
  const set = toSet(brunoThere())
  const { events } = stage.store
  let isDown = true
  const store = {
    ...stage.store,
    events: {
      ...events,
      append: async (...given: Parameters<typeof events.append>) => {
        if (isDown) throw new Error('the database is away')
        return events.append(...given)
      },
    },
  }
  const { auth } = setUpSignals(idps, transmitter, { store, signals: { audience } })
  const send = async (): Promise<number> =>
    (
      await auth.handler(
        new Request(`${baseUrl}/auth/signals/globex`, {
          method: 'POST',
          body: set,
          headers: { 'content-type': 'application/secevent+jwt' },
        }),
      )
    ).status
  expect(await send()).toBe(503)
  isDown = false
  expect(await send()).toBe(202)
  await expect.poll(isIn).toBe(false)
})

test('keys that cannot be had are not the fault of the token', async () => {
  stage = setUpSignals(idps, transmitter, { signals: { audience, jwksUri: `${transmitter.issuer}/nothing-here` } })
  expect((await push(toSet(brunoThere()))).status).toBe(503)
  expect(stage.log.findLast((entry) => entry.event === 'request.failed')).toMatchObject({ code: 'SIGNALS_UNAVAILABLE' })
})
