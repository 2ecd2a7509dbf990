import { randomBytes, randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthEvent,
  type AuthOptions,
  type Store,
  type User,
} from '../../src/index.ts'

const baseUrl = 'http://127.0.0.1:3999'
const eventsSecret = `whsec_${randomBytes(32).toString('base64')}`
const clock = { now: new Date('2030-01-01T00:00:00Z') }
let auth: Auth
let store: Store

const start = (over: Partial<AuthOptions> = {}): Auth =>
  createAuth({
    baseUrl,
    secrets: ['test-secret-'.repeat(4)],
    identityService: { issuer: 'http://127.0.0.1:4999', eventsSecret },
    store,
    now: () => clock.now,
    log: () => undefined,
    ...over,
  })

beforeEach(() => {
  clock.now = new Date('2030-01-01T00:00:00Z')
  store = memoryStore()
  auth = start()
})

async function addUser(over: Partial<User> = {}, connections: readonly string[] = ['identity']): Promise<User> {
  const user: User = {
    id: randomUUID(),
    organizationId: 'acme',
    email: 'ana@acme.test',
    username: null,
    externalId: null,
    name: 'Ana',
    firstName: null,
    lastName: null,
    status: 'active',
    source: 'jit',
    roles: [],
    roleSource: null,
    scimConnectionId: null,
    scimAttributes: null,
    createdAt: clock.now,
    updatedAt: clock.now,
    version: 1,
    ...over,
  }
  const [first = '', ...others] = connections
  expect(await store.users.insert(user, { connectionId: first, subject: 'sub-1' })).toBe(true)
  for (const connectionId of others) await store.users.link(user, { connectionId, subject: 'sub-1' })
  return user
}

interface Sent {
  readonly id?: string
  readonly values?: object
  readonly subject?: string
  readonly secret?: string
}

async function tell(
  type: string,
  { id = randomUUID(), values = {}, subject = 'sub-1', secret = eventsSecret }: Sent = {},
): Promise<number> {
  const body = JSON.stringify({
    type,
    id,
    timestamp: clock.now.toISOString(),
    target: { type: 'user', id: subject },
    data: { connectionId: null, old: {}, new: values },
  })
  const request = new Request(`${baseUrl}/auth/events`, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(clock.now.getTime() / 1000),
      'webhook-signature': new Webhook(secret).sign(id, clock.now, body),
    },
    body,
  })
  return (await auth.handler(request, { ip: '192.0.2.7' })).status
}

const later = (seconds: number): void => void (clock.now = new Date(clock.now.getTime() + seconds * 1000))
const get = async ({ organizationId, id }: User): Promise<User | null> => store.users.find(organizationId, id)
const events = async (): Promise<readonly AuthEvent[]> => store.events.list({ organizationId: 'acme', limit: 100 })

describe('POST /auth/events', () => {
  it('switches off whom the identity service switched off, and on again, and writes that down', async () => {
    const user = await addUser()
    expect(await tell('user.deactivated')).toBe(204)
    expect(await get(user)).toMatchObject({ status: 'inactive', version: 2 })
    expect(await tell('user.reactivated')).toBe(204)
    expect(await get(user)).toMatchObject({ status: 'active', version: 3 })
    const common = {
      actor: { type: 'system', id: 'identity' },
      target: { type: 'user', id: user.id },
      ip: '192.0.2.7',
      outcome: 'success',
    }
    expect(await events()).toMatchObject([
      {
        ...common,
        type: 'user.deactivated',
        data: { connectionId: 'identity', old: { status: 'active' }, new: { status: 'inactive' } },
      },
      { ...common, type: 'user.reactivated', data: { connectionId: 'identity' } },
    ])
  })

  it('ends the sessions of whom the identity service switched off, also after they are switched on again', async () => {
    const { id } = await addUser()
    const { setCookie } = await auth.createSession({
      user: { id, email: 'ana@acme.test' },
      organization: { id: 'acme', name: 'Acme' },
      connection: 'identity',
      roles: [],
    })
    const request = new Request(`${baseUrl}/`, { headers: { cookie: setCookie.split(';')[0] ?? '' } })
    expect(await auth.getSession(request)).not.toBeNull()
    later(1)
    expect(await tell('user.deactivated')).toBe(204)
    await vi.waitUntil(async () => (await auth.getSession(request)) === null, { timeout: 5000, interval: 20 })
    later(1)
    expect(await tell('user.reactivated')).toBe(204)
    expect(await auth.getSession(request)).toBeNull()
  })

  it('takes over what changed, leaves what another has, and passes over what it cannot read', async () => {
    const bruno = { email: 'bruno@acme.test', username: 'bruno', name: 'Bruno Lima' }
    const user = await addUser()
    await store.users.insert({ ...user, ...bruno, id: randomUUID() }, null)
    const values = {
      name: 'Ana Souza',
      firstName: 'Ana',
      lastName: 'x\u0000',
      username: 'BRUNO',
      email: 'Bruno@acme.test',
      roles: ['admin'],
    }
    expect(await tell('user.updated', { values })).toBe(204)
    expect(await get(user)).toMatchObject({
      ...user,
      name: 'Ana Souza',
      firstName: 'Ana',
      version: 2,
      updatedAt: clock.now,
    })
    expect(await tell('user.updated', { values: { email: 'Ana.Souza@acme.test' } })).toBe(204)
    expect(await get(user)).toMatchObject({ email: 'ana.souza@acme.test', name: 'Ana Souza' })
  })

  it('deletes the user with the account', async () => {
    const user = await addUser()
    expect(await tell('user.deleted')).toBe(204)
    expect(await get(user)).toBeNull()
    expect(await events()).toMatchObject([{ type: 'user.deleted', data: { connectionId: 'identity' } }])
    expect(await tell('user.deleted')).toBe(202)
  })

  it('only forgets the account of who has another way to sign in', async () => {
    const user = await addUser({}, ['acme-okta', 'identity'])
    expect(await tell('user.deleted')).toBe(204)
    expect(await get(user)).toMatchObject({ status: 'active' })
    expect(await store.users.listLinks('acme', user.id)).toEqual([{ connectionId: 'acme-okta', subject: 'sub-1' }])
    expect(await events()).toMatchObject([{ type: 'user.unlinked' }])
  })

  it.each([
    ['who comes by SCIM', { source: 'scim', status: 'active' }, 'user.deactivated'],
    ['who comes by SCIM', { source: 'scim', status: 'active' }, 'user.deleted'],
    ['who is blocked', { status: 'blocked' }, 'user.deactivated'],
    ['who is blocked', { status: 'blocked' }, 'user.reactivated'],
    ['who was not accepted yet', { status: 'pending' }, 'user.deactivated'],
    ['who was not accepted yet', { status: 'pending' }, 'user.reactivated'],
  ] as const)('leaves alone %s', async (_who, over, type) => {
    const user = await addUser(over)
    expect(await tell(type)).toBe(204)
    expect(await get(user)).toEqual(user)
    expect(await events()).toEqual([])
  })

  it('takes what it does not know, or has nobody for, without a word', async () => {
    const user = await addUser()
    expect(await tell('user.deactivated', { subject: 'sub-2' })).toBe(202)
    expect(await tell('role.changed')).toBe(202)
    expect(await get(user)).toEqual(user)
  })

  it('takes an attempt once, and the same message in a later attempt without harm', async () => {
    const user = await addUser()
    const id = randomUUID()
    expect(await tell('user.deactivated', { id })).toBe(204)
    expect(await tell('user.deactivated', { id })).toBe(401)
    later(1)
    expect(await tell('user.deactivated', { id })).toBe(204)
    expect(await get(user)).toMatchObject({ version: 2 })
    expect(await events()).toHaveLength(1)
  })

  it('takes the message again that could not be applied', async () => {
    const user = await addUser()
    const replace = store.users.replace
    let fails = true
    const failing: Store = {
      ...store,
      users: { ...store.users, replace: async (...given) => (fails ? false : replace(...given)) },
    }
    auth = start({ store: failing })
    const id = randomUUID()
    expect(await tell('user.deactivated', { id })).toBe(409)
    fails = false
    later(1)
    expect(await tell('user.deactivated', { id })).toBe(204)
    expect(await get(user)).toMatchObject({ status: 'inactive' })
  })

  it('refuses what another secret signed', async () => {
    const user = await addUser()
    expect(await tell('user.deactivated', { secret: `whsec_${randomBytes(32).toString('base64')}` })).toBe(401)
    expect(await get(user)).toEqual(user)
  })

  it('is not there without a secret, or without an identity service', async () => {
    auth = start({ identityService: { issuer: 'http://127.0.0.1:4999' } })
    expect(await tell('user.deactivated')).toBe(404)
  })
})
