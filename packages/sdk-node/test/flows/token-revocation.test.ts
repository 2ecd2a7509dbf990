import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { createFakeOidcKey, signWithFakeKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'
import { startFakeTransmitter, type FakeTransmitter, type TokenDraft } from '../support/fake-transmitter.ts'
import { ana, baseUrl, bruno, setUpSignals, type SignalsStage } from '../support/signals-stage.ts'

type Json = Readonly<Record<string, unknown>>

let idps: FakeIdps
/** The organization's Okta, which speaks with keys of its own. */
let okta: FakeTransmitter
let otherKey: FakeOidcKey
let stage: SignalsStage

beforeAll(async () => {
  idps = await createFakeIdps()
  okta = await startFakeTransmitter('unused')
  otherKey = await createFakeOidcKey('RS256')
})
afterAll(async () => {
  await idps.close()
  await okta.close()
})
beforeEach(() => {
  stage = setUpSignals(idps, okta)
})

const seconds = (): number => Math.floor(Date.now() / 1000)
const urlOf = (connection: string): string => `${baseUrl}/auth/signals/${connection}/revoke`

/** As Okta signs it. */
function toToken({ claims = {}, header = {}, ...draft }: TokenDraft = {}, connection = 'globex'): string {
  const now = seconds()
  const okay = {
    iss: okta.issuer,
    sub: 'app-in-okta',
    aud: urlOf(connection),
    jti: randomUUID(),
    nbf: now - 300,
    iat: now,
    exp: now + 300,
  }
  return okta.sign({
    ...draft,
    header: { typ: 'global-token-revocation+jwt', ...header },
    claims: { ...okay, ...claims },
  })
}

interface Call {
  readonly connection?: string
  readonly token?: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

async function revoke(subject: Json | undefined, call: Call = {}) {
  const { connection = 'globex', token = toToken({}, connection), body = { sub_id: subject }, headers = {} } = call
  return stage.send(`/signals/${connection}/revoke`, typeof body === 'string' ? body : JSON.stringify(body), {
    'content-type': 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...headers,
  })
}

const brunoThere = (): Json => ({ format: 'iss_sub', iss: idps.oidc.issuer, sub: bruno.sub })

describe('a revocation', () => {
  test.each<[string, () => Json]>([
    ['issuer and subject', brunoThere],
    ['the issuer of the caller and subject', () => ({ ...brunoThere(), iss: okta.issuer })],
    ['address', () => ({ format: 'email', email: bruno.email })],
    ['an opaque name', () => ({ format: 'opaque', id: bruno.sub })],
  ])('by %s ends all sessions of the person, and of nobody else', async (_name, toSubject) => {
    const first = await stage.signIn('globex', bruno)
    const second = await stage.signIn('globex', { ...bruno, session: 'second' })
    const other = await stage.signIn('globex', { email: 'lima@globex.test', sub: 'lima' })
    const { status, headers, text } = await revoke(toSubject())
    expect([status, headers.get('cache-control'), text]).toEqual([204, 'no-store', ''])
    expect([await first(), await second(), await other()]).toEqual([false, false, true])
    const user = await stage.auth.users.findByEmail('globex', bruno.email)
    expect(await stage.listRevoked()).toContainEqual(
      expect.objectContaining({
        actor: { type: 'system', id: 'globex' },
        target: { type: 'user', id: user?.id },
        data: { scope: { kind: 'user', key: user?.id }, cause: 'idp' },
      }),
    )
  })

  test('by the id that we gave the person', async () => {
    const isIn = await stage.signIn('globex', bruno)
    const user = await stage.auth.users.findByEmail('globex', bruno.email)
    expect((await revoke({ format: 'opaque', id: user?.id })).status).toBe(204)
    expect(await isIn()).toBe(false)
  })

  test('of a SAML connection names the person by NameID', async () => {
    for (const subject of [
      { format: 'iss_sub', iss: idps.saml.entityId, sub: ana.sub },
      { format: 'opaque', id: ana.sub },
    ]) {
      const isIn = await stage.signIn('acme', ana)
      expect((await revoke(subject, { connection: 'acme' })).status).toBe(204)
      expect(await isIn()).toBe(false)
      const answered = Date.now()
      await expect.poll(() => Date.now() > answered + 1).toBe(true)
    }
  })

  test('in the words of older drafts', async () => {
    const isIn = await stage.signIn('globex', bruno)
    expect((await revoke(undefined, { body: { subject: brunoThere() } })).status).toBe(204)
    expect(await isIn()).toBe(false)
  })

  test('of an OpenID provider that has no stream is signed with the keys of its ID tokens', async () => {
    stage = setUpSignals(idps, null)
    const isIn = await stage.signIn('globex', bruno)
    const key = idps.oidc.key()
    const claims = { iss: idps.oidc.issuer }
    expect((await revoke(brunoThere())).status).toBe(401)
    expect((await revoke(brunoThere(), { token: toToken({ claims }) })).status).toBe(401)
    expect(await isIn()).toBe(true)
    expect((await revoke(brunoThere(), { token: toToken({ claims, key }) })).status).toBe(204)
    expect(await isIn()).toBe(false)
  })

  test('lets the person sign in again', async () => {
    await stage.signIn('globex', bruno)
    expect((await revoke(brunoThere())).status).toBe(204)
    const answered = Date.now()
    await expect.poll(() => Date.now() > answered + 1).toBe(true)
    expect(await (await stage.signIn('globex', bruno))()).toBe(true)
  })

  test.each<[string, () => Json]>([
    ['an unknown subject', () => ({ ...brunoThere(), sub: 'nobody' })],
    ['an unknown address', () => ({ format: 'email', email: 'nobody@globex.test' })],
    ['no address', () => ({ format: 'email', email: 'nobody' })],
    ['an unknown name', () => ({ format: 'opaque', id: 'nobody' })],
    ['somebody of another issuer', () => ({ ...brunoThere(), iss: 'https://idp.other.example.test' })],
    ['somebody of another connection, by issuer', () => ({ format: 'iss_sub', iss: idps.saml.entityId, sub: ana.sub })],
    ['somebody of another connection, by name', () => ({ ...brunoThere(), sub: ana.sub })],
    ['somebody of another connection, by address', () => ({ format: 'email', email: ana.email })],
    ['somebody of another connection, by NameID', () => ({ format: 'opaque', id: ana.sub })],
  ])('of %s is answered with 404', async (_name, toSubject) => {
    const [isBrunoIn, isAnaIn] = [await stage.signIn('globex', bruno), await stage.signIn('acme', ana)]
    expect((await revoke(toSubject())).status).toBe(404)
    expect([await isBrunoIn(), await isAnaIn()]).toEqual([true, true])
  })

  test('of somebody of another organization, by our id, is answered with 404', async () => {
    const isIn = await stage.signIn('acme', ana)
    const user = await stage.auth.users.findByEmail('acme', ana.email)
    expect((await revoke({ format: 'opaque', id: user?.id })).status).toBe(404)
    expect(await isIn()).toBe(true)
  })

  test('ends sessions also of somebody who was forgotten here', async () => {
    const isIn = await stage.signIn('globex', bruno)
    const user = await stage.auth.users.findByEmail('globex', bruno.email)
    await stage.auth.users.unlink('globex', user?.id ?? '', 'globex')
    expect((await revoke(brunoThere())).status).toBe(404)
    expect(await isIn()).toBe(false)
  })
})

describe('refuses', () => {
  const withPublicKey = (input: string): string =>
    createHmac('sha256', okta.key.publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest('base64url')

  test.each<[string, () => string | null, string]>([
    ['no token', () => null, 'wanted a signed JWT'],
    ['what is no token', () => 'nonsense', 'wanted a signed JWT'],
    ['what is unsigned', () => toToken({ header: { alg: 'none' }, sign: () => '' }), 'wanted a signed JWT'],
    ['what says that it is unsigned', () => toToken({ header: { alg: 'none' } }), 'wanted a signature by'],
    [
      'what the public key signed as a secret',
      () => toToken({ header: { alg: 'HS256' }, sign: withPublicKey }),
      'wanted a signature by',
    ],
    ['what another key signed', () => toToken({ key: otherKey }), 'no published key fits'],
    [
      'what another key signed under the name of theirs',
      () => toToken({ sign: (input) => signWithFakeKey(input, otherKey) }),
      'the signature does not verify',
    ],
    ['another issuer', () => toToken({ claims: { iss: idps.oidc.issuer } }), 'wanted iss'],
    ['the URL of another connection', () => toToken({}, 'acme'), 'wanted an aud'],
    ['no audience', () => toToken({ claims: { aud: undefined } }), 'wanted an aud'],
    ['a security event token', () => toToken({ header: { typ: 'secevent+jwt' } }), 'wanted typ'],
    ['an ID token', () => toToken({ header: { typ: 'JWT' } }), 'wanted typ'],
    ['no type', () => toToken({ header: { typ: undefined } }), 'wanted typ'],
    ['what has expired', () => toToken({ claims: { exp: seconds() - 61 } }), 'wanted an exp'],
    ['what never expires', () => toToken({ claims: { exp: undefined } }), 'wanted an exp'],
    ['what lives too long', () => toToken({ claims: { exp: seconds() + 3700 } }), 'wanted an iat'],
    ['no iat', () => toToken({ claims: { iat: undefined } }), 'wanted an iat'],
    ['what is of tomorrow', () => toToken({ claims: { iat: seconds() + 90, exp: seconds() + 300 } }), 'wanted an iat'],
    ['what does not count yet', () => toToken({ claims: { nbf: seconds() + 90 } }), 'wanted an nbf'],
    ['no jti', () => toToken({ claims: { jti: undefined } }), 'wanted a jti'],
  ])('%s', async (_name, make, detail) => {
    await expectRefusal(async () => revoke(brunoThere(), { token: make() }), 401, 'SIGNAL_UNAUTHORIZED', detail)
  })

  test('a token that was used before, for whomever', async () => {
    const token = toToken()
    expect((await revoke({ ...brunoThere(), sub: 'nobody' }, { token })).status).toBe(404)
    await expectRefusal(async () => revoke(brunoThere(), { token }), 401, 'SIGNAL_UNAUTHORIZED', 'used before')
  })

  test('connections that are not there, are switched off, or have nobody who could speak for them', async () => {
    const ask = async (connection: string) => revoke(brunoThere(), { connection })
    await expectRefusal(async () => ask('nobody'), 401, 'SIGNAL_UNAUTHORIZED', 'nobody')
    stage = setUpSignals(idps, null)
    await expectRefusal(async () => ask('acme'), 401, 'SIGNAL_UNAUTHORIZED', 'has no signals')
  })

  test.each<[string, unknown, string]>([
    ['no subject', {}, 'wanted a subject identifier'],
    ['what is no JSON', 'nonsense', 'wanted JSON'],
    ['a list', [], 'wanted a subject identifier'],
    ['no format', { sub_id: { email: 'bruno@globex.test' } }, 'wanted a format'],
    ['a format that names nobody here', { sub_id: { format: 'phone_number', phone_number: '+55' } }, 'phone_number'],
    ['a complex subject', { sub_id: { format: 'complex', session: { format: 'opaque', id: 'x' } } }, 'complex'],
    ['half a name', { sub_id: { format: 'iss_sub', sub: 'bruno-sub' } }, 'wanted iss and sub'],
    ['a name that is no text', { sub_id: { format: 'opaque', id: ['bruno-sub'] } }, 'wanted id'],
  ])('a body with %s', async (_name, body, detail) => {
    await expectRefusal(async () => revoke(undefined, { body }), 400, 'REQUEST_INVALID', detail)
  })

  test('another content type, and what is too long', async () => {
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    await expectRefusal(async () => revoke(brunoThere(), form), 400, 'REQUEST_INVALID', 'wanted application/json')
    const long = { sub_id: brunoThere(), more: 'a'.repeat(16 * 1024) }
    await expectRefusal(async () => revoke(undefined, { body: long }), 413, 'REQUEST_TOO_LARGE', 'at most|more than')
  })

  async function expectRefusal(
    ask: () => ReturnType<typeof revoke>,
    status: number,
    code: string,
    detail: string,
  ): Promise<void> {
    const isIn = await stage.signIn('globex', bruno)
    const before = await stage.listRevoked()
    const answer = await ask()
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, status === 401 ? 'Bearer' : null])
    expect(stage.log.findLast((entry) => entry.event === 'request.failed')).toMatchObject({
      code,
      detail: expect.stringMatching(detail) as string,
    })
    expect(await stage.listRevoked()).toEqual(before)
    expect(await isIn()).toBe(true)
  }
})

test('keys that cannot be had are not the fault of the caller', async () => {
  stage = setUpSignals(idps, okta, { signals: { jwksUri: `${okta.issuer}/nothing-here` } })
  expect((await revoke(brunoThere())).status).toBe(503)
})
