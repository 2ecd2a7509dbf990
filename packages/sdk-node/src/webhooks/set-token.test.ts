import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import type { AuthEvent, EventData, UserValues } from '../model/event.ts'
import { createSetKeys } from './set-keys.ts'
import { createSetWriter } from './set-token.ts'
import { verifySet, type VerifiedSet } from './verify-set.ts'

const issuer = 'https://app.example.com/auth'
const audience = 'https://hooks.acme.test/sets'
const secrets = ['the first secret of the app, long enough', 'the second secret of the app, long enough']
const occurredAt = new Date('2030-01-01T00:00:00Z')
const now = (): Date => new Date('2030-01-01T00:00:05Z')
const endpoint = { id: 'w-1', url: audience }

const ana: UserValues = {
  email: 'ana@acme.test',
  username: 'ana',
  externalId: '00u1',
  name: 'Ana Souza',
  firstName: 'Ana',
  lastName: 'Souza',
  status: 'active',
  roles: ['member'],
}

function eventOf<T extends AuthEvent['type']>(
  type: T,
  data: EventData[T],
  target: AuthEvent['target']['type'] = 'user',
): AuthEvent {
  return {
    id: randomUUID(),
    organizationId: 'acme',
    type,
    occurredAt,
    actor: { type: 'scim', id: 'acme-okta' },
    target: { type: target, id: 't-1' },
    ip: '203.0.113.7',
    userAgent: null,
    outcome: 'success',
    reason: null,
    data,
    sequence: 7,
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
  } as unknown as AuthEvent
}

const write = async (event: AuthEvent, given: readonly string[] = secrets): Promise<string> =>
  (await createSetWriter({ issuer, secrets: given, now }))(event, endpoint)

const keysOf = async (given: readonly string[] = secrets): Promise<JSONWebKeySet> => (await createSetKeys(given)).jwks

async function read(event: AuthEvent): Promise<VerifiedSet> {
  return verifySet(await write(event), { jwks: await keysOf(), issuer, audience, now })
}

/** The events of a token without our own word for it. */
async function scimEventsOf(event: AuthEvent): Promise<unknown> {
  const { events } = (await read(event)).claims
  const { [`urn:launchpad-sso:event:${event.type}`]: own, ...others } = events
  expect(own).toMatchObject({ type: event.type, organizationId: 'acme', sequence: 7 })
  return others
}

const prov = 'urn:ietf:params:scim:event:prov'
const patch = (operations: unknown): unknown => ({
  [`${prov}:patch:full`]: {
    data: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
  },
})

describe('a Security Event Token', () => {
  it('says who issues it for whom, what it is about and what happened', async () => {
    const event = eventOf('user.deleted', { connectionId: null, old: ana, new: null })
    const jwt = await write(event)
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'ES256', typ: 'secevent+jwt', kid: expect.any(String) })
    const { claims, message } = await read(event)
    expect(claims).toEqual({
      iss: issuer,
      aud: audience,
      iat: now().getTime() / 1000,
      toe: occurredAt.getTime() / 1000,
      jti: `${event.id}.7.${Buffer.from('acme').toString('base64url')}`,
      txn: event.id,
      sub_id: { format: 'scim', uri: '/Users/t-1', externalId: '00u1' },
      events: { [`${prov}:delete`]: {}, 'urn:launchpad-sso:event:user.deleted': message },
    })
    expect(message).toMatchObject({ id: event.id, type: 'user.deleted', data: { old: { email: 'ana@acme.test' } } })
    // What is for auditors stays with them.
    expect(JSON.stringify(claims)).not.toContain('203.0.113.7')
  })

  it('names the poll URL as its audience where there is no other', async () => {
    const toSet = await createSetWriter({ issuer, secrets, now })
    const jwt = await toSet(eventOf('webhook.secret_rotated', {}, 'webhook'), { id: 'w-1', url: null })
    const { claims } = await verifySet(jwt, {
      jwks: await keysOf(),
      issuer,
      audience: `${issuer}/events/w-1/poll`,
      now,
    })
    expect(claims.sub_id).toEqual({ format: 'opaque', id: 't-1' })
  })

  it('is verified by a library that knows nothing of us', async () => {
    const { payload } = await jwtVerify(
      await write(eventOf('webhook.secret_rotated', {}, 'webhook')),
      createLocalJWKSet(await keysOf()),
    )
    expect(payload.iss).toBe(issuer)
  })

  it('tells a new person as SCIM does, with what the SCIM client sent', async () => {
    const scimAttributes = {
      userName: 'ana',
      title: 'Engineer',
      emails: [{ type: 'work', value: 'ana@acme.test' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D' },
    }
    const data = { connectionId: 'acme', old: null, new: { ...ana, scimAttributes } }
    expect(await scimEventsOf(eventOf('user.created', data))).toEqual({
      [`${prov}:create:full`]: {
        data: {
          schemas: [
            'urn:ietf:params:scim:schemas:core:2.0:User',
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
          ],
          id: 't-1',
          externalId: '00u1',
          name: { formatted: 'Ana Souza', givenName: 'Ana', familyName: 'Souza' },
          active: true,
          roles: [{ value: 'member' }],
          ...scimAttributes,
        },
      },
    })
  })

  it('tells a change as SCIM PATCH does, and nothing twice', async () => {
    const changed = { old: { name: 'Ana', email: 'a@acme.test' }, new: { name: 'Ana Souza', email: null } }
    expect(await scimEventsOf(eventOf('user.updated', { connectionId: null, ...changed }))).toEqual(
      patch([
        { op: 'remove', path: 'emails[primary eq true].value' },
        { op: 'replace', path: 'name.formatted', value: 'Ana Souza' },
      ]),
    )
    const name = { formatted: 'Ana Souza' }
    const sent = {
      old: { name: 'Ana', scimAttributes: { title: 'Engineer', name: { formatted: 'Ana' } } },
      new: { name: 'Ana Souza', scimAttributes: { name } },
    }
    expect(await scimEventsOf(eventOf('user.updated', { connectionId: 'acme', ...sent }))).toEqual(
      patch([
        { op: 'remove', path: 'title' },
        { op: 'replace', path: 'name', value: name },
      ]),
    )
  })

  it('tells that somebody is switched off and on, and what changed with it', async () => {
    const off = { connectionId: null, old: { status: 'active' }, new: { status: 'inactive' } } as const
    expect(await scimEventsOf(eventOf('user.deactivated', off))).toEqual({ [`${prov}:deactivate`]: {} })
    const on = {
      connectionId: null,
      old: { status: 'inactive', name: 'A' },
      new: { status: 'active', name: 'Ana' },
    } as const
    expect(await scimEventsOf(eventOf('user.reactivated', on))).toEqual({
      [`${prov}:activate`]: {},
      ...(patch([{ op: 'replace', path: 'name.formatted', value: 'Ana' }]) as object),
    })
  })

  it('says of roles and of who is switched on what is so here, whatever the SCIM client sends', async () => {
    const scimAttributes = { userName: 'ana', active: true, roles: [{ value: 'admin' }] }
    const made = { connectionId: 'acme', old: null, new: { ...ana, status: 'blocked', scimAttributes } } as const
    expect(await scimEventsOf(eventOf('user.created', made))).toMatchObject({
      [`${prov}:create:full`]: { data: { active: false, roles: [{ value: 'member' }] } },
    })
    const changed = {
      old: { scimAttributes: { active: false, title: 'A' } },
      new: { scimAttributes: { active: true, title: 'B', roles: [{ value: 'admin' }] } },
    }
    expect(await scimEventsOf(eventOf('user.updated', { connectionId: 'acme', ...changed }))).toEqual(
      patch([{ op: 'replace', path: 'title', value: 'B' }]),
    )
  })

  it('tells of groups and who is in them', async () => {
    const group = { name: 'Engineering', connectionId: 'acme', externalId: 'g-1' }
    const created = eventOf('group.created', { old: null, new: group }, 'group')
    expect((await read(created)).claims.sub_id).toEqual({ format: 'scim', uri: '/Groups/t-1', externalId: 'g-1' })
    expect(await scimEventsOf(created)).toEqual({
      [`${prov}:create:full`]: {
        data: {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
          id: 't-1',
          displayName: 'Engineering',
          externalId: 'g-1',
        },
      },
    })
    const member = { userId: 'u-"1', connectionId: 'acme' }
    expect(await scimEventsOf(eventOf('group.member_added', member, 'group'))).toEqual(
      patch([{ op: 'add', path: 'members', value: [{ value: 'u-"1' }] }]),
    )
    expect(await scimEventsOf(eventOf('group.member_removed', member, 'group'))).toEqual(
      patch([{ op: 'remove', path: 'members[value eq "u-\\"1"]' }]),
    )
    const renamed = { old: { name: 'Eng' }, new: { name: 'Engineering' } }
    expect(await scimEventsOf(eventOf('group.updated', renamed, 'group'))).toEqual(
      patch([{ op: 'replace', path: 'displayName', value: 'Engineering' }]),
    )
    expect(await scimEventsOf(eventOf('group.deleted', { old: group, new: null }, 'group'))).toEqual({
      [`${prov}:delete`]: {},
    })
  })

  it('has no word of SCIM for what SCIM does not know', async () => {
    const data = {
      old: { organizationId: 'acme', roles: [] },
      new: { organizationId: 'acme', roles: ['admin'] },
      groupId: null,
    }
    expect(await scimEventsOf(eventOf('role.changed', data))).toEqual({})
  })
})

describe('the keys of tokens', () => {
  it('are the same wherever the secrets are, and public halves only', async () => {
    const [one, other] = [await keysOf(), await keysOf()]
    expect(one).toEqual(other)
    expect(one.keys.map((key) => Object.keys(key).toSorted())).toEqual(
      Array.from({ length: 2 }, () => ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']),
    )
    expect(new Set(one.keys.map(({ kid }) => kid)).size).toBe(2)
  })

  it('verify tokens of a secret that was put behind another, and not those of one that is gone', async () => {
    const event = eventOf('webhook.secret_rotated', {}, 'webhook')
    const old = await write(event, ['the first secret of the app, long enough'])
    const rotated = await keysOf(['a third secret of the app that is new', ...secrets])
    expect((await verifySet(old, { jwks: rotated, issuer, audience, now })).claims.txn).toBe(event.id)
    const gone = await keysOf(['a third secret of the app that is new'])
    await expect(verifySet(old, { jwks: gone, issuer, audience, now })).rejects.toMatchObject({
      code: 'WEBHOOK_SIGNATURE_INVALID',
    })
  })
})

describe('verifySet', () => {
  const event = eventOf('webhook.secret_rotated', {}, 'webhook')

  async function refusal(jwt: string, options: object = {}): Promise<unknown> {
    return verifySet(jwt, { jwks: await keysOf(), issuer, audience, now, ...options }).then(
      () => expect.fail('it was let through'),
      (error: unknown) => error,
    )
  }

  async function sign(claims: object, header: object = {}): Promise<string> {
    const { signing } = await createSetKeys(secrets)
    const whole = { iss: issuer, aud: audience, iat: now().getTime() / 1000, jti: 'j', events: { 'urn:x': {} } }
    return new SignJWT({ ...whole, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'secevent+jwt', kid: signing.kid, ...header })
      .sign(signing.key)
  }

  it('takes events of others, and then has no message', async () => {
    expect((await verifySet(await sign({}), { jwks: await keysOf(), issuer, audience, now })).message).toBeNull()
  })

  it.each([
    [
      'another issuer',
      { issuer: 'https://other.example.com/auth' },
      'iss: wanted https://other.example.com/auth, got "https://app.example.com/auth"',
    ],
    [
      'another audience',
      { audience: 'https://other.example.com' },
      `aud: wanted https://other.example.com, got "${audience}"`,
    ],
  ])('refuses a token of, or for, %s', async (_what, options, told) => {
    expect(await refusal(await write(event), options)).toMatchObject({
      code: 'WEBHOOK_SIGNATURE_INVALID',
      detail: expect.stringContaining(told),
    })
  })

  it.each([
    ['no issuer', { issuer: undefined }],
    ['an empty issuer', { issuer: '' }],
    ['no audience', { audience: undefined }],
    ['an empty audience', { audience: '' }],
    ['no tolerance that is a number', { toleranceSeconds: Number.NaN }],
  ])('takes no token where it is told %s to want: anybody’s would do', async (_what, options) => {
    expect(await refusal(await write(event), options)).toMatchObject({ code: 'CONFIG_INVALID' })
  })

  it.each<[string, object, object]>([
    ['another kind of token', {}, { typ: 'JWT' }],
    ['one without a kind', {}, { typ: undefined }],
    ['one from the future', { iat: now().getTime() / 1000 + 301 }, {}],
    ['one that has expired', { exp: now().getTime() / 1000 - 301 }, {}],
    ['one without events', { events: {} }, {}],
    ['one whose events are a list', { events: undefined }, {}],
    ['one without an id', { jti: undefined }, {}],
  ])('refuses %s', async (_what, claims, header) => {
    expect(await refusal(await sign(claims, header))).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' })
  })

  it('refuses what another key signed, what was altered, and what nobody signed', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const [jwk] = (await keysOf()).keys
    const forged = new SignJWT({ events: { 'urn:x': {} } })
      .setProtectedHeader({ alg: 'ES256', typ: 'secevent+jwt', kid: jwk?.kid ?? '' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now())
      .setJti('j')
    const jwt = await write(event)
    const [header = '', payload = '', signature = ''] = jwt.split('.')
    const none = `${Buffer.from('{"alg":"none","typ":"secevent+jwt"}').toString('base64url')}.${payload}.`
    const altered = `${header}.${payload.slice(0, -2)}${payload.at(-2) === 'A' ? 'B' : 'A'}${payload.at(-1)}.${signature}`
    for (const wrong of [await forged.sign(privateKey), altered, none, 'no token', ''])
      expect(await refusal(wrong)).toMatchObject({ code: 'WEBHOOK_SIGNATURE_INVALID' })
  })
})
