import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createAuth,
  memoryStore,
  type Auth,
  type AuthEvent,
  type AuthOptions,
  type LogEntry,
  type Store,
} from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'

const baseUrl = 'http://127.0.0.1:3999'
const browser = { 'user-agent': 'Browser/1.0\u00a0(test)' }
let idps: FakeIdps
let log: LogEntry[]

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())
beforeEach(() => {
  log = []
})

function setUp(
  store: Store = memoryStore(),
  over: Pick<AuthOptions, 'now'> = {},
): { readonly auth: Auth; readonly client: TestClient } {
  const secrets = ['test-secret-'.repeat(4)]
  const { connections } = idps
  const auth = createAuth({ baseUrl, secrets, connections, store, log: (entry) => log.push(entry), ...over })
  return { auth, client: createClient((request) => auth.handler(request, { ip: '192.0.2.7' })) }
}

const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)
const listOf = async ({ events }: Auth, organizationId: string): Promise<readonly AuthEvent[]> =>
  (await events.list({ organizationId })).events

async function signInBySaml(client: TestClient, name = 'Ana Souza', email = 'ana@acme.test'): Promise<Response> {
  const start = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
  const reply = await idps.saml.respond(locationOf(start), { email, name })
  return client.post(reply.acsUrl, reply.form, browser)
}

async function signInByOidc(client: TestClient): Promise<Response> {
  const start = await client.get(`${baseUrl}/auth/login?email=bruno@globex.test`)
  return client.get(idps.oidc.authorize(locationOf(start), { email: 'bruno@globex.test' }), browser)
}

/** The store, and how often each of its verbs that write was called. */
function counted(store: Store): { readonly store: Store; readonly calls: string[] } {
  const calls: string[] = []
  const watch = <V extends object>(part: V): V =>
    new Proxy(part, {
      get: (target, name, receiver) => {
        calls.push(String(name))
        return Reflect.get(target, name, receiver) as unknown
      },
    })
  return { calls, store: { ...store, users: watch({ ...store.users }), events: watch({ ...store.events }) } }
}

describe('a sign-in that succeeds', () => {
  test('by SAML is written down, together with the user it made', async () => {
    const { auth, client } = setUp()
    expect((await signInBySaml(client)).status).toBe(303)
    const [created, succeeded, ...more] = await listOf(auth, 'acme')
    expect(more).toEqual([])
    const id = created?.target.id
    const who = { organizationId: 'acme', actor: { type: 'user', id }, target: { type: 'user', id } }
    const from = { ip: '192.0.2.7', userAgent: 'Browser/1.0\u00a0(test)', outcome: 'success', reason: null }
    const values = { email: 'ana@acme.test', name: 'Ana Souza', status: 'active', roles: [] }
    const made = { connectionId: 'acme', old: null, new: values }
    expect(created).toMatchObject({ type: 'user.created', sequence: 1, ...who, ...from, data: made })
    const data = { connectionId: 'acme', loginId: expect.stringMatching(/^login-/) as string }
    expect(succeeded).toMatchObject({ type: 'login.succeeded', sequence: 2, ...who, ...from, data })
    expect(await auth.events.verify('acme')).toMatchObject({ ok: true, count: 2 })
  })

  test('by OpenID Connect is written down in the log of its own organization', async () => {
    const { auth, client } = setUp()
    expect((await signInByOidc(client)).status).toBe(303)
    const events = await listOf(auth, 'globex')
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'login.succeeded'])
    expect(events[1]).toMatchObject({ ip: '192.0.2.7', data: { connectionId: 'globex' } })
    expect(await listOf(auth, 'acme')).toEqual([])
  })

  test('tells what it changed of the user, old and new, and nothing else', async () => {
    const { auth, client } = setUp()
    await signInBySaml(client)
    await signInBySaml(client, 'Ana S. Lima')
    const [, , updated, succeeded] = await listOf(auth, 'acme')
    expect(updated?.type).toBe('user.updated')
    expect(updated?.data).toMatchObject({ old: { name: 'Ana Souza' }, new: { name: 'Ana S. Lima' } })
    expect(JSON.stringify(updated?.data)).not.toContain('ana@acme.test')
    expect(succeeded?.type).toBe('login.succeeded')
  })

  test('costs one transaction, whether it makes, changes or just knows a user', async () => {
    const { store, calls } = counted(memoryStore())
    const { auth } = setUp(store)
    const writesOf = async (name: string): Promise<readonly string[]> => {
      const client = createClient((request) => auth.handler(request))
      calls.length = 0
      await signInBySaml(client, name)
      return calls.filter((call) => !call.startsWith('find'))
    }
    calls.length = 0
    expect(await writesOf('Ana Souza')).toEqual(['insert'])
    expect(await writesOf('Ana Souza')).toEqual(['append'])
    expect(await writesOf('Ana S. Lima')).toEqual(['replace'])
  })

  test('lets nobody in when it cannot be written down', async () => {
    const store = memoryStore()
    const { auth, client } = setUp({
      ...store,
      events: { ...store.events, append: async () => Promise.reject(new Error('ECONNRESET')) },
    })
    await signInBySaml(client)
    const second = createClient((request) => auth.handler(request))
    expect((await signInBySaml(second)).status).toBe(503)
    expect(await auth.getSession({ headers: { get: () => second.cookies() } })).toBeNull()
  })
})

describe('a sign-in that fails', () => {
  const replay = async (client: TestClient): Promise<Response> => {
    const start = await client.get(`${baseUrl}/auth/login?email=ana@acme.test`)
    const reply = await idps.saml.respond(locationOf(start), { email: 'ana@acme.test' })
    await client.post(reply.acsUrl, reply.form)
    return client.post(reply.acsUrl, reply.form, { ...browser, accept: 'application/json' })
  }

  test('is written down with its code and the incident that the person sees', async () => {
    const { auth, client } = setUp()
    const answer = (await (await replay(client)).json()) as { readonly error: { readonly incidentId: string } }
    expect((await listOf(auth, 'acme')).at(-1)).toMatchObject({
      type: 'login.failed',
      outcome: 'failure',
      reason: 'LOGIN_EXPIRED',
      actor: { type: 'user', id: null },
      target: { type: 'connection', id: 'acme' },
      ip: '192.0.2.7',
      data: { connectionId: 'acme', incidentId: answer.error.incidentId },
    })
  })

  test('because of what the reply says is written down without the reply', async () => {
    const { auth, client } = setUp()
    expect((await signInBySaml(client, 'Eva', 'eva@evil.test')).status).toBe(403)
    const [failed] = await listOf(auth, 'acme')
    expect(failed).toMatchObject({ type: 'login.failed', reason: 'LOGIN_DOMAIN_MISMATCH' })
    expect(JSON.stringify(failed)).not.toMatch(/evil\.test|Eva|SAMLResponse/)
  })

  test('by OpenID Connect is written down too', async () => {
    const { auth, client } = setUp()
    await client.get(`${baseUrl}/auth/oidc/globex/callback?state=x&code=y`)
    expect(await listOf(auth, 'globex')).toMatchObject([{ type: 'login.failed', reason: 'LOGIN_EXPIRED' }])
  })

  test('at a connection that nobody has is written down nowhere but in the log', async () => {
    const append = { calls: 0 }
    const store = memoryStore()
    const { client } = setUp({ ...store, events: { ...store.events, append: async () => void (append.calls += 1) } })
    await client.get(`${baseUrl}/auth/oidc/nobody/callback?state=x&code=y`)
    expect(append.calls).toBe(0)
    expect(log.at(-1)).toMatchObject({ event: 'request.failed' })
  })

  test('is answered as ever when it cannot be written down, and the log says so', async () => {
    const store = memoryStore()
    const { client } = setUp({
      ...store,
      events: { ...store.events, append: async () => Promise.reject(new Error('ECONNRESET')) },
    })
    expect((await client.get(`${baseUrl}/auth/oidc/globex/callback?state=x&code=y`)).status).toBe(400)
    expect(log.at(-1)).toMatchObject({ event: 'audit.failed', type: 'login.failed', organizationId: 'globex' })
  })

  test('of one client is written down 60 times a minute at most', async () => {
    const minute = new Date('2030-01-01T00:00:00Z')
    const { auth, client } = setUp(memoryStore(), { now: () => minute })
    for (let sent = 0; sent < 70; sent += 1) await client.get(`${baseUrl}/auth/oidc/globex/callback?state=x`)
    expect(await listOf(auth, 'globex')).toHaveLength(60)
    expect(log.filter(({ event }) => event === 'request.failed')).toHaveLength(70)
  })
})
